import { CLOCK, type Clock, toEbbflowError, TransientError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AttemptScope } from './attempt/attempt-scope.ts';
import { type HeldRun, leaseKey } from './held-run.ts';
import { HeldRuns } from './leases/held-runs.ts';
import { RunLeasesService } from './leases/run-leases.service.ts';
import { RunLoopService } from './run-loop.service.ts';
import { QueueBell } from './queue-bell.ts';
import type { LeaseTerms } from './run-queue.repository.ts';
import { RunsConfig } from './runs.config.ts';

/** Bounds what one answer of the database can weigh: an input is up to 256 KiB. */
const MOST_PER_CLAIM = 256;
const MEASURE_EVERY_MS = 5_000;

/**
 * Keeps this process busy with runs, and no busier than it should be.
 *
 * Runs come in two ways: the consumer hands over what it stored already leased to us (`accept`), and `#claimDue` takes what is
 * due in the database. While a claim was answered in full there may be more behind it (**backlog**): then the consumer only
 * queues, so that new deliveries do not overtake old ones and tenants are served in turn by the claim.
 *
 * **starting** → **working** (from bootstrap) → **draining** (nothing new; runs not begun go back at once, runs in progress
 * have EBB_EXECUTOR_DRAIN to finish and are handed back after it) → **stopped**.
 */
@Injectable()
export class RunWorkerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #config: RunsConfig;
  readonly #held: HeldRuns;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #inProgress = new Set<Promise<void>>();
  #hasBacklog = true;
  #claiming: Promise<void> | undefined;
  /** Somebody called while we were looking already, perhaps too late for that look. */
  #isWoken = false;
  #isDraining = false;
  #isBehind = false;
  #measureAgainMs = 0;
  /** Until then a dead predecessor's name is waited for; after it its leases have run out anyway. */
  #takeOverUntilMs = 0;

  constructor(
    config: RunsConfig,
    private readonly leases: RunLeasesService,
    private readonly loop: RunLoopService,
    private readonly bell: QueueBell,
    private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#config = config;
    this.#held = new HeldRuns(config.concurrency, config.prefetch);
  }

  onApplicationBootstrap(): void {
    this.#takeOverUntilMs = this.clock.nowMs() + this.leases.terms.leaseMs;
    this.#timers.push(setInterval(() => this.#look(), this.#config.pollEvery.milliseconds));
    this.#timers.push(setInterval(() => void this.#renew(), this.#config.renewEvery.milliseconds));
    this.bell.onRing(() => this.wake());
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isDraining = true;
    await this.#claiming;
    await this.#handBackWaiting();
    const deadline = setTimeout(() => {
      for (const scope of this.#held.all) scope.end({ kind: 'handed-back', dueInMs: 0 });
    }, this.#config.drain.milliseconds);
    await Promise.all(this.#inProgress);
    clearTimeout(deadline);
    for (const timer of this.#timers) clearInterval(timer);
    await this.leases.releaseName();
  }

  get terms(): LeaseTerms {
    return this.leases.terms;
  }

  /** There may be work: looks soon, and once more if it is looking already. */
  wake(): void {
    if (this.#isDraining) return;
    this.#isWoken = this.#claiming !== undefined;
    if (this.#claiming) return;
    this.#claiming = this.#claimDue()
      .catch((thrown: unknown) => this.logger.warn('The run queue could not be read; it is tried again.', {}, thrown))
      .finally(() => {
        this.#claiming = undefined;
        if (this.#isWoken) this.wake();
      });
  }

  /** Somebody asked for the end of runs, perhaps of ours. */
  heedCancellations(): void {
    this.wake();
    void this.#cancelOurs();
  }

  /** @throws TransientError while so many runs are due that more of them would only lie here instead of with the transport */
  assertNotBehind(): void {
    if (this.#isBehind) {
      throw new TransientError(
        'EXECUTOR.BEHIND',
        'More runs are due than may be; deliveries are taken again when fewer are.',
      );
    }
  }

  /** Keeps places for up to `count` runs the caller is about to lease to us; give all of them back with `unreserve`. */
  reserve(count: number): number {
    return this.#isDraining || this.#hasBacklog ? 0 : this.#held.reserve(count);
  }

  unreserve(count: number): void {
    this.#held.unreserve(count);
  }

  /** Takes over runs leased to us by a question that was sent at `askedAtMs`. */
  accept(runs: readonly HeldRun[], askedAtMs: number): void {
    for (const run of runs) this.#held.add(new AttemptScope(run, this.clock, askedAtMs + this.leases.terms.leaseMs));
    this.#startWaiting();
  }

  #look(): void {
    this.wake();
    void this.#cancelOurs();
    void this.#measureBacklog();
  }

  async #cancelOurs(): Promise<void> {
    if (this.#held.isEmpty) return;
    try {
      const cancelled = await this.leases.findCancelled();
      for (const scope of cancelled.size > 0 ? this.#held.all : []) {
        if (cancelled.has(leaseKey(scope.run))) scope.cancel();
      }
    } catch (thrown) {
      this.logger.warn('Cancellations could not be read; they are looked for again.', {
        code: toEbbflowError(thrown).code,
      });
    }
  }

  /** Only while there may be a backlog at all, and then seldom: counting costs what is counted. */
  async #measureBacklog(): Promise<void> {
    const mayBeBehind = this.#hasBacklog || this.#held.freePlaces === 0;
    if (!mayBeBehind) this.#isBehind = false;
    if (!mayBeBehind || this.clock.nowMs() < this.#measureAgainMs) return;
    this.#measureAgainMs = this.clock.nowMs() + MEASURE_EVERY_MS;
    const wasBehind = this.#isBehind;
    this.#isBehind = await this.leases.isBehind(this.#config.maxBacklog).catch(() => wasBehind);
    if (this.#isBehind && !wasBehind)
      this.logger.warn('The queue of runs is full; deliveries stay with the transport.', {});
  }

  async #claimDue(): Promise<void> {
    await this.#takeOver();
    do {
      const places = this.#held.reserve(MOST_PER_CLAIM);
      if (places === 0) return;
      try {
        const askedAtMs = this.clock.nowMs();
        const { runs, lookedAt, admittedCount } = await this.leases.claim(places);
        this.#hasBacklog = lookedAt === places;
        if (admittedCount > 0) this.#isWoken = true;
        this.accept(runs, askedAtMs);
      } finally {
        this.#held.unreserve(places);
      }
    } while (this.#hasBacklog && !this.#isDraining);
  }

  async #takeOver(): Promise<void> {
    if (this.clock.nowMs() > this.#takeOverUntilMs) return;
    const runCount = await this.leases.takeOver();
    if (runCount === undefined) return;
    this.#takeOverUntilMs = 0;
    if (runCount > 0) this.logger.info('Runs of a predecessor that died are taken over.', { runCount });
  }

  async #handBackWaiting(): Promise<void> {
    const runs = this.#held.takeWaiting().map(({ run }) => ({ ...run, state: 'queued' as const, dueInMs: 0 }));
    await this.leases.handBack(runs).catch((thrown: unknown) => {
      this.logger.warn(
        'Runs could not be given back; others take them when their leases are over.',
        { runCount: runs.length },
        thrown,
      );
    });
  }

  #startWaiting(): void {
    for (let scope = this.#held.startNext(); scope; scope = this.#held.startNext()) {
      const work = this.#work(scope);
      this.#inProgress.add(work);
      void work.finally(() => this.#inProgress.delete(work));
    }
  }

  async #work(scope: AttemptScope): Promise<void> {
    try {
      await this.loop.work(scope, () => {
        this.#held.endWork(scope);
        this.#startWaiting();
      });
    } catch (thrown) {
      // The lease runs out by itself, and whoever claims the run then has the same to go by.
      const { tenantId, scenarioId, runId } = scope.run;
      this.logger.error(
        'A run could not be ended; it is tried again when its lease is over.',
        { organisationId: tenantId, scenarioId, runId },
        thrown,
      );
    } finally {
      this.#held.remove(scope);
      this.#startWaiting();
      if (this.#hasBacklog && this.#held.isHalfEmpty) this.wake();
    }
  }

  async #renew(): Promise<void> {
    const scopes = this.#held.all;
    if (scopes.length === 0) return;
    const askedAtMs = this.clock.nowMs();
    try {
      const held = await this.leases.renew(scopes.map(({ run }) => run));
      for (const scope of scopes) {
        if (held.has(leaseKey(scope.run))) scope.renewed(askedAtMs + this.leases.terms.leaseMs);
        else scope.end({ kind: 'lost' });
      }
    } catch (thrown) {
      // Not fatal yet: a scope stops by itself when its lease is over by our own clock.
      this.logger.warn('Leases could not be renewed.', { runCount: scopes.length, code: toEbbflowError(thrown).code });
    }
  }
}

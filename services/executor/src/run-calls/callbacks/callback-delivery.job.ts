import { notificationRaised } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { createEvent, Outbox } from '@ebbflow/messaging';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { RunCallsConfig } from '../run-calls.config.ts';
import { claimCallbacks } from '../sql/claim-callbacks.sql.ts';
import { deleteCallback } from '../sql/delete-callback.sql.ts';
import { putOffCallback } from '../sql/put-off-callback.sql.ts';
import { nextCallbackAttemptMs } from './callback-backoff.policy.ts';
import { CallbackSender, type ClaimedCallback } from './callback-sender.ts';

const AT_ONCE = 16;
/** Longer than any attempt takes (EBB_EXECUTOR_CALLBACK_TIMEOUT is at most a minute): then it died with its process. */
const LEASE_MS = 120_000;

/**
 * Tells callers about ends of runs: *due* → taken (by one replica, for two minutes) → delivered and gone, or due again
 * later, or given up after a day with a notification. At least once: a receiver tells repetitions by `webhook-id`.
 */
@Injectable()
export class CallbackDeliveryJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stopping = new AbortController();
  readonly #pollMs: number;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;
  #isWoken = false;

  constructor(
    config: RunCallsConfig,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly sender: CallbackSender,
    private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#pollMs = config.callbackPoll.milliseconds;
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.wake(), this.#pollMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#working;
  }

  /** There may be one due. */
  wake(): void {
    this.#isWoken = this.#working !== undefined;
    if (this.#working !== undefined || this.#stopping.signal.aborted) return;
    this.#working = this.#deliverDue()
      .catch((thrown: unknown) =>
        this.logger.warn('Callbacks could not be delivered; they are tried again.', {}, thrown),
      )
      .finally(() => {
        this.#working = undefined;
        if (this.#isWoken) this.wake();
      });
  }

  async #deliverDue(): Promise<void> {
    let claimed: ClaimedCallback[];
    do {
      claimed = await this.database.asWorker((sql) => sql.query<ClaimedCallback>(claimCallbacks, [AT_ONCE, LEASE_MS]));
      await Promise.all(claimed.map((callback) => this.#deliver(callback)));
    } while (claimed.length === AT_ONCE && !this.#stopping.signal.aborted);
  }

  async #deliver(callback: ClaimedCallback): Promise<void> {
    const { tenant_id: tenantId, run_id: runId, attempts, expires_at: expiresAt } = callback;
    const delivery = await this.sender.send(callback, this.#stopping.signal);
    // A stop says nothing about the receiver, and is no failed attempt: due again at once, for whoever is there.
    const nextMs = this.#stopping.signal.aborted
      ? this.clock.nowMs()
      : nextCallbackAttemptMs(attempts, this.clock.nowMs(), expiresAt.getTime());
    if (delivery === 'later' && nextMs !== undefined) {
      const values = [tenantId, runId, new Date(nextMs), attempts];
      await this.database.asWorker((sql) => sql.query(putOffCallback, values));
      return;
    }
    await this.database.asWorker(async (sql) => {
      const deleted = await sql.query(deleteCallback, [tenantId, runId]);
      if (delivery !== 'delivered' && deleted.length > 0)
        await this.outbox.append(sql, [this.#failed(tenantId, runId)]);
    });
    if (delivery !== 'delivered')
      this.logger.warn('A callback is given up.', { organisationId: tenantId, runId, attempt: attempts });
  }

  #failed(tenantId: string, runId: string): ReturnType<typeof createEvent> {
    const raisedAt = this.clock.now().toISOString();
    const notification = { tenantId, runId, raisedAt, kind: 'CALLBACK_FAILED', severity: 'warning' as const };
    return createEvent(
      notificationRaised,
      { ...notification, notificationId: newId('ntf', this.clock.nowMs()) },
      { tenantId, subject: runId, clock: this.clock },
    );
  }
}

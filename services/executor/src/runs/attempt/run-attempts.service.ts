import type { CompiledScenario } from '@ebbflow/blueprint';
import { type EnginePorts, executeScenario, RunSuspended, type Verdict } from '@ebbflow/engine';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CompiledVersions } from '../../scenarios/compiled-versions.ts';
import { RunJournals } from '../journal/run-journals.ts';
import type { HeldRun } from '../held-run.ts';
import type { AttemptEnded, EndReason } from './attempt-ended.ts';
import { AttemptPortsService } from './attempt-ports.service.ts';
import type { AttemptScope } from './attempt-scope.ts';
import { ATTEMPT_WATCHES, type AttemptWatches } from './attempt-watches.ts';
import { EngineInputs } from './engine-inputs.ts';

export interface Concluded {
  readonly kind: 'concluded';
  readonly verdict: Verdict;
  readonly isConfidential: boolean;
  /** Absent when the run ended before its scenario could be read. */
  readonly scenario: CompiledScenario | undefined;
}

/** What the door says itself when nobody answers for a scenario. */
const ACCEPTED = {
  status: 200,
  headers: [['content-type', 'text/plain; charset=utf-8']] as const,
  body: Buffer.from('Accepted'),
};

/** One attempt at a run: from its input and journal to a verdict, or to the reason why there is none yet. */
@Injectable()
export class RunAttemptsService {
  constructor(
    private readonly versions: CompiledVersions,
    private readonly engineInputs: EngineInputs,
    private readonly journals: RunJournals,
    private readonly ports: AttemptPortsService,
    @Inject(ATTEMPT_WATCHES) private readonly watches: AttemptWatches,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws what keeps the run from being tried at all: its input cannot be opened, its version cannot be read, the database is away. */
  async attempt(scope: AttemptScope): Promise<Concluded | EndReason> {
    try {
      scope.assertMayAct();
      return await this.#execute(scope);
    } catch (thrown) {
      if (thrown instanceof RunSuspended) {
        return { kind: 'suspended', dueInMs: Math.max(0, thrown.resumeAtMs - this.clock.nowMs()) };
      }
      // The reason given first counts, whatever came of it on the way out.
      const reason = reasonOf(scope);
      if (reason) return reason;
      throw thrown;
    }
  }

  /** The version the run is on. */
  scenarioOf({ tenantId, scenarioId, scenarioVersion }: HeldRun): Promise<CompiledScenario> {
    return this.versions.get(tenantId, scenarioId, scenarioVersion);
  }

  async #execute(scope: AttemptScope): Promise<Concluded> {
    const { run } = scope;
    const scenario = await this.scenarioOf(run);
    const input = await this.engineInputs.of(run, scenario);
    const journal = await this.journals.open(scope);
    const ports = this.ports.of(scope, journal);
    const sender = { hasAnswer: false };
    const respond: EnginePorts['respond'] = async (response) => {
      await ports.respond(response);
      sender.hasAnswer = true;
    };
    const watch = this.watches.begin(run);
    const execution = executeScenario(scenario, input, { ...ports, respond }, watch.observer);
    try {
      const verdict = await untilAborted(execution, scope.signal);
      // The run failed before its response module, or took another route: nothing will come any more, so the sender need not
      // wait for the door's time to be over. Where an earlier attempt has answered, the gateway knows of nobody who waits.
      if (run.deliveryId !== undefined && run.replyTo !== undefined && !sender.hasAnswer) await ports.respond(ACCEPTED);
      return { kind: 'concluded', verdict, isConfidential: scenario.settings.confidential, scenario };
    } catch (thrown) {
      // What cannot be saved is done again, under the same idempotency keys: no reason to keep the lease.
      if (reasonOf(scope)?.kind === 'handed-back') await journal.save().catch(() => undefined);
      throw thrown;
    } finally {
      watch.left();
    }
  }
}

function reasonOf({ signal }: AttemptScope): EndReason | undefined {
  return signal.aborted ? (signal.reason as AttemptEnded).reason : undefined;
}

/** Leaves a step that does not listen to the signal to itself; every port refuses it from now on. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

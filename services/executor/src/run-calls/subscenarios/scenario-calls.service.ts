import { ModuleError } from '@ebbflow/connector-sdk';
import type { EnginePorts, ScenarioAnswer, ScenarioCall } from '@ebbflow/engine';
import { CLOCK, type Clock, DefectError, TransientError } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { AttemptScope } from '../../runs/attempt/attempt-scope.ts';
import type { PortPart } from '../../runs/attempt/port-part.ts';
import type { RunJournal } from '../../runs/journal/run-journal.ts';
import { RunCallsConfig } from '../run-calls.config.ts';
import { answerStep } from './answer-step.ts';
import { type CalledRun, CalledRunsRepository } from './called-runs.repository.ts';
import { SubscenarioStarts } from './subscenario-starts.ts';

/** Pause before the calling run is tried again because the database or vault was away. */
const AWAY_MS = 5_000;

/**
 * One scenario calls another. The caller waits as a row, not in a worker: *asked* (the other run is queued under the key of the
 * call, so a repeated call finds it) → **waiting** (place given back; due when the time for it is over) → woken by the other run's end,
 * whose answer stands in the caller's journal in the same transaction → the call is repeated by the replay and finds it there.
 */
@Injectable()
export class ScenarioCallsService implements PortPart {
  constructor(
    private readonly config: RunCallsConfig,
    private readonly runs: CalledRunsRepository,
    private readonly starts: SubscenarioStarts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  of(scope: AttemptScope, journal: RunJournal): Pick<EnginePorts, 'callScenario'> {
    return { callScenario: (call) => this.#call(scope, journal, call) };
  }

  async #call(scope: AttemptScope, journal: RunJournal, call: ScenarioCall): Promise<ScenarioAnswer> {
    await journal.settle();
    const called = await this.#startedOnce(scope, call);
    return call.waits ? this.#answerOf(called, scope, journal) : { runId: called.id };
  }

  /** Only one run has the key, whoever was first: an attempt that lost its lease may still be asking. */
  async #startedOnce(scope: AttemptScope, call: ScenarioCall): Promise<CalledRun> {
    const { tenantId } = scope.run;
    const requestKey = `call:${call.idempotencyKey}`;
    try {
      const known = await this.runs.find(tenantId, requestKey);
      if (known !== undefined) return known;
      await this.starts.start(scope.run, call, requestKey);
      const started = await this.runs.find(tenantId, requestKey);
      if (started !== undefined) return started;
      throw new ModuleError('RuntimeError', 'The scenario to call was deleted at this moment.');
    } catch (thrown) {
      if (thrown instanceof TransientError) scope.end({ kind: 'handed-back', dueInMs: AWAY_MS });
      scope.signal.throwIfAborted();
      throw thrown;
    }
  }

  #answerOf({ id, created_at: createdAt }: CalledRun, scope: AttemptScope, journal: RunJournal): ScenarioAnswer {
    const found = journal.find(answerStep(id));
    if (found?.kind === 'error') throw new ModuleError(found.errorClass, found.message);
    if (found?.kind === 'result') return { runId: id, outputs: found.result.bundles[0] ?? {} };
    const waitMs = this.config.subscenarioWait.milliseconds;
    const leftMs = createdAt.getTime() + waitMs - this.clock.nowMs();
    if (leftMs <= 0) {
      throw new ModuleError(
        'ModuleTimeoutError',
        `The called scenario did not end within ${String(waitMs / 1_000)} s; its run goes on.`,
      );
    }
    scope.end({ kind: 'suspended', dueInMs: leftMs });
    scope.signal.throwIfAborted();
    throw new DefectError('EXECUTOR.ATTEMPT_GOES_ON', 'An attempt that was ended goes on.');
  }
}

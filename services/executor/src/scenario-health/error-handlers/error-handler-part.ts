import type { errorHandlerBundleSchema } from '@ebbflow/contracts';
import { KeyDestroyedError } from '@ebbflow/crypto';
import { CLOCK, type Clock, type JsonObject, newId } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { untilAnswered } from '../../runs/attempt/until-answered.ts';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import { QueueBell } from '../../runs/queue-bell.ts';
import { RunInputs } from '../../runs/run-inputs.ts';
import { type NewRun, RunStarts } from '../../runs/start/run-starts.ts';
import { findRunHandler } from './find-run-handler.sql.ts';

interface RunHandler {
  readonly handlerId: string;
  readonly scenarioName: string;
}

/** Starts the scenario that handles the errors of the one whose run failed: once for each run, and with the run's end or not at all. */
@Injectable()
export class ErrorHandlerPart implements CompletionPart<NewRun> {
  constructor(
    private readonly database: Database,
    private readonly inputs: RunInputs,
    private readonly starts: RunStarts,
    private readonly bell: QueueBell,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Retries do not start it again: it was told when the run they repeat failed. Nor does a run that somebody cancelled. */
  async prepare(ending: EndingRun): Promise<NewRun | undefined> {
    const { scope, verdict } = ending;
    const { tenantId, runId, trigger } = scope.run;
    if (trigger === 'retry' || scope.isCancelled) return undefined;
    if (verdict.status !== 'error' && verdict.incomplete.length === 0) return undefined;
    const [handler] = await untilAnswered(scope, () =>
      this.database.asWorker((sql) => sql.query<RunHandler>(findRunHandler, [tenantId, runId])),
    );
    if (!handler) return undefined;
    const ownRunId = newId('run', this.clock.nowMs());
    try {
      const bundle = bundleOf(ending, handler.scenarioName) as JsonObject;
      const run = { tenantId, runId: ownRunId, scenarioId: handler.handlerId };
      const input = await untilAnswered(scope, () => this.inputs.seal(run, bundle));
      const requestKey = `handler:${runId}`;
      return { ...run, trigger: 'scenario', input, requestKey };
    } catch (thrown) {
      if (thrown instanceof KeyDestroyedError) return undefined;
      throw thrown;
    }
  }

  async write(sql: SqlClient, runs: readonly NewRun[]): Promise<readonly OutboxEvent[]> {
    await this.starts.start(sql, runs);
    sql.afterCommit(() => this.bell.ring());
    return [];
  }
}

function bundleOf(
  { scope, verdict, isConfidential }: EndingRun,
  scenarioName: string,
): z.infer<typeof errorHandlerBundleSchema> {
  const { scenarioId, runId, trigger } = scope.run;
  const putAside = verdict.incomplete[0];
  const cause =
    verdict.error ?? (putAside && { ...putAside.error, moduleId: putAside.moduleId, module: putAside.module });
  return {
    scenarioId,
    scenarioName,
    runId,
    trigger,
    error: {
      class: cause?.class ?? 'UnexpectedError',
      ...(cause === undefined || isConfidential ? {} : { message: cause.message }),
      ...(cause?.moduleId === undefined ? {} : { moduleId: cause.moduleId }),
      ...(cause?.module === undefined ? {} : { module: cause.module }),
    },
    incomplete: verdict.incomplete.length,
  };
}

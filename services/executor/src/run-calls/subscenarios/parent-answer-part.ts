import { PeriodKeys } from '@ebbflow/crypto';
import { encodeStepOutcome, type StepOutcome } from '@ebbflow/engine';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import { journalContext } from '../../runs/journal/run-journal.ts';
import { QueueBell } from '../../runs/queue-bell.ts';
import { outputsOf } from '../answers/outputs-of.ts';
import { sealOfRun } from '../answers/seal-of-run.ts';
import { answerParents } from '../sql/answer-parents.sql.ts';
import { answerStep } from './answer-step.ts';

interface PreparedAnswer {
  readonly tenantId: string;
  readonly parentRunId: string;
  readonly stepKey: string;
  readonly sealed: { readonly bytes: Buffer; readonly keyVersion: number };
}

/**
 * The end of a run that another one waits for: outputs or error become part of the waiting run's journal. So they live exactly as long as
 * that run does, which is also why a confidential scenario may answer this way.
 */
@Injectable()
export class ParentAnswerPart implements CompletionPart<PreparedAnswer> {
  constructor(
    private readonly keys: PeriodKeys,
    private readonly bell: QueueBell,
  ) {}

  async prepare(ending: EndingRun): Promise<PreparedAnswer | undefined> {
    const { tenantId, runId, parentRunId } = ending.scope.run;
    if (parentRunId === undefined) return undefined;
    const stepKey = answerStep(runId);
    const plain = JSON.stringify(encodeStepOutcome(outcomeOf(ending)));
    const context = journalContext(tenantId, parentRunId, stepKey);
    const sealed = await sealOfRun(ending.scope, this.keys, { category: 'runs-in-flight', context, plain });
    return sealed && { tenantId, parentRunId, stepKey, sealed };
  }

  async write(sql: SqlClient, prepared: readonly PreparedAnswer[]): Promise<readonly []> {
    await sql.query(answerParents, [
      prepared.map(({ tenantId }) => tenantId),
      prepared.map(({ parentRunId }) => parentRunId),
      prepared.map(({ stepKey }) => stepKey),
      prepared.map(({ sealed }) => sealed.bytes),
      prepared.map(({ sealed }) => sealed.keyVersion),
    ]);
    sql.afterCommit(() => this.bell.ring());
    return [];
  }
}

function outcomeOf({ scope: { run }, verdict, finishedAt }: EndingRun): StepOutcome {
  const startedAtMs = run.startedAt.getTime();
  const time = { startedAtMs, durationMs: finishedAt.getTime() - startedAtMs };
  const failed = (message: string): StepOutcome => ({ kind: 'error', errorClass: 'RuntimeError', message, ...time });
  // Its class and not its message: that may quote what only readers of the other scenario should see.
  if (verdict.status === 'error')
    return failed(
      `The called scenario ended with an error (${verdict.error?.class ?? 'unknown'}); see run ${run.runId}.`,
    );
  const { outputs } = verdict;
  if (outputs !== undefined && outputsOf(verdict) === undefined)
    return failed('The outputs of the called scenario are too large or nested too deep to be handed on.');
  return { kind: 'result', result: { bundles: [outputs ?? {}] }, ...time };
}

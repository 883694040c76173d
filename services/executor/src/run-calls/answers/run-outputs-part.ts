import { type RunAnswer, runOutputContext } from '@ebbflow/contracts';
import { PeriodKeys } from '@ebbflow/crypto';
import type { SqlClient } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import { insertOutputs } from '../sql/insert-outputs.sql.ts';
import { outputsOf } from './outputs-of.ts';
import { sealOfRun } from './seal-of-run.ts';

/** How long outputs can be asked for after the end. */
const KEPT = retentionPolicy().record('run-outputs').ttl;

interface PreparedOutputs {
  readonly tenantId: string;
  readonly runId: string;
  readonly sealed: { readonly bytes: Buffer; readonly keyVersion: number } | undefined;
  readonly replyTo: string | undefined;
  readonly answer: RunAnswer;
}

/**
 * The end of a run that the API started: outputs kept under seal for a while, and handed to the caller who waits, once the end is
 * committed. Those of a confidential scenario are handed over only.
 */
@Injectable()
export class RunOutputsPart implements CompletionPart<PreparedOutputs> {
  constructor(
    private readonly keys: PeriodKeys,
    private readonly client: ServiceClient,
  ) {}

  async prepare({ scope, verdict, isConfidential, finishedAt }: EndingRun): Promise<PreparedOutputs | undefined> {
    const { tenantId, runId, trigger, replyTo } = scope.run;
    if (trigger !== 'api') return undefined;
    const outputs = outputsOf(verdict);
    const isKept = outputs !== undefined && !isConfidential;
    const what = { category: 'run-outputs', at: finishedAt, context: runOutputContext(tenantId, runId) } as const;
    const sealed = isKept ? await sealOfRun(scope, this.keys, { ...what, plain: outputs.json }) : undefined;
    return { tenantId, runId, sealed, replyTo, answer: { status: verdict.status, outputs: outputs?.value ?? null } };
  }

  async write(sql: SqlClient, prepared: readonly PreparedOutputs[]): Promise<readonly []> {
    const kept = prepared.flatMap(({ tenantId, runId, sealed }) => (sealed ? [{ tenantId, runId, ...sealed }] : []));
    if (kept.length > 0) {
      await sql.query(insertOutputs, [
        kept.map(({ tenantId }) => tenantId),
        kept.map(({ runId }) => runId),
        kept.map(({ bytes }) => bytes),
        kept.map(({ keyVersion }) => keyVersion),
        KEPT.milliseconds,
      ]);
    }
    sql.afterCommit(() => {
      for (const { replyTo, runId, answer } of prepared)
        if (replyTo !== undefined) this.#handOver(replyTo, runId, answer);
    });
    return [];
  }

  /** Best effort: a caller who hears nothing looks at the row once a second. */
  #handOver(origin: string, runId: string, body: RunAnswer): void {
    const path = `/internal/v1/run-answers/${encodeURIComponent(runId)}`;
    void this.client.call('executor', 'POST', path, { origin, body, timeoutMs: 3_000 }).catch(() => undefined);
  }
}

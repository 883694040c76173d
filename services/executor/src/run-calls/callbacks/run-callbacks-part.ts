import { type RunCallback, runCallbackContext } from '@ebbflow/contracts';
import { GoneByLifetimeError, KeyDestroyedError, openPayload, PeriodKeys } from '@ebbflow/crypto';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { untilAnswered } from '../../runs/attempt/until-answered.ts';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import { outputsOf } from '../answers/outputs-of.ts';
import { sealOfRun } from '../answers/seal-of-run.ts';
import { insertCallbacks } from '../sql/insert-callbacks.sql.ts';
import { CALLBACK_LIFE_MS } from './callback-backoff.policy.ts';
import { CallbackDeliveryJob } from './callback-delivery.job.ts';

interface PreparedCallback {
  readonly tenantId: string;
  readonly runId: string;
  readonly sealed: { readonly bytes: Buffer; readonly keyVersion: number };
}

/** The end of a run whose caller wants to be told: what is to be sent becomes a row, and whoever sends it comes later. */
@Injectable()
export class RunCallbacksPart implements CompletionPart<PreparedCallback> {
  constructor(
    private readonly keys: PeriodKeys,
    private readonly job: CallbackDeliveryJob,
  ) {}

  async prepare({ scope, verdict, isConfidential, finishedAt }: EndingRun): Promise<PreparedCallback | undefined> {
    const { tenantId, runId, scenarioId, callback } = scope.run;
    if (callback === undefined) return undefined;
    const context = runCallbackContext(tenantId, runId);
    const url = await this.#open(scope, callback, context);
    // Nothing of a confidential run is kept once it has ended, and a callback may have to wait for a day.
    const outputs = isConfidential ? undefined : outputsOf(verdict);
    const body: RunCallback = { runId, scenarioId, status: verdict.status, outputs: outputs?.value ?? null };
    const plain = JSON.stringify({ url, body: JSON.stringify(body) });
    const what = { category: 'run-callbacks', at: finishedAt, context, plain } as const;
    const sealed = url === undefined ? undefined : await sealOfRun(scope, this.keys, what);
    return sealed && { tenantId, runId, sealed };
  }

  async write(sql: SqlClient, prepared: readonly PreparedCallback[]): Promise<readonly []> {
    await sql.query(insertCallbacks, [
      prepared.map(({ tenantId }) => tenantId),
      prepared.map(({ runId }) => runId),
      prepared.map(({ sealed }) => sealed.bytes),
      prepared.map(({ sealed }) => sealed.keyVersion),
      CALLBACK_LIFE_MS,
    ]);
    sql.afterCommit(() => this.job.wake());
    return [];
  }

  /** Undefined when nobody opens it any more: the run ends without. */
  async #open(
    scope: EndingRun['scope'],
    sealed: Buffer,
    context: ReturnType<typeof runCallbackContext>,
  ): Promise<string | undefined> {
    try {
      const key = await untilAnswered(scope, () => this.keys.toOpen(scope.run.tenantId, sealed));
      return openPayload(key, context, sealed).toString('utf8');
    } catch (thrown) {
      if (thrown instanceof KeyDestroyedError || thrown instanceof GoneByLifetimeError) return undefined;
      throw thrown;
    }
  }
}

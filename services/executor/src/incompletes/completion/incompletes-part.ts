import { fileIdsIn } from '@ebbflow/connector-sdk';
import { GoneByLifetimeError, KeyDestroyedError } from '@ebbflow/crypto';
import type { IncompleteBundle } from '@ebbflow/engine';
import { newId, type JsonValue } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import { Database, DayPartitions, type SqlClient } from '@ebbflow/persistence';
import { utcDay } from '@ebbflow/policy';
import { Injectable } from '@nestjs/common';
import { untilAnswered } from '../../runs/attempt/until-answered.ts';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import { blobOfFile } from '../../runs/attempt/run-files.ts';
import { IncompleteContents } from '../incomplete-contents.ts';
import type { IncompleteFullRow } from '../incomplete-execution.ts';
import { nextRetryAt, retryPlanOf } from '../retry/retry-plan.policy.ts';
import { findRetried } from '../sql/find-retried.sql.ts';
import type { NewIncomplete, PutAside } from './put-aside.ts';
import { PutAsideWriter } from './put-aside-writer.ts';
import { hasHandler, settleRetry } from './settle-retry.policy.ts';

/** Bundles that a run put aside become incomplete executions, and one that the run had taken up is decided, with the end of the run. */
@Injectable()
export class IncompletesPart implements CompletionPart<PutAside> {
  readonly #days: DayPartitions;

  constructor(
    private readonly database: Database,
    private readonly contents: IncompleteContents,
    private readonly writer: PutAsideWriter,
  ) {
    this.#days = new DayPartitions(database, 'incomplete_execution');
  }

  async prepare(ending: EndingRun): Promise<PutAside | undefined> {
    const { scope, verdict, scenario, isConfidential, finishedAt } = ending;
    const { tenantId, scenarioId, scenarioVersion, runId, incompleteId } = scope.run;
    if (verdict.incomplete.length === 0 && incompleteId === undefined) return undefined;
    const basics = {
      tenantId,
      scenarioId,
      scenarioVersion,
      runId,
      finishedAt,
      dataloss: scenario?.settings.dataloss === true,
    };
    try {
      const row = incompleteId === undefined ? undefined : await this.#retried(ending, incompleteId);
      const [place, ...fresh] = isConfidential ? [] : await this.#seal(ending, row);
      const lost = isConfidential ? lostOf(verdict, 'CONFIDENTIAL') : {};
      if (row === undefined) return { ...basics, ...lost, fresh: place === undefined ? fresh : [place, ...fresh] };
      const settlement = settleRetry(row, verdict, scenario, finishedAt.getTime());
      const retried = { id: row.id, createdAt: row.created_at, settlement, ...(place === undefined ? {} : { place }) };
      return { ...basics, ...lost, fresh, retried };
    } catch (thrown) {
      // By its lifetime: that of what the run had taken up was over before it ended.
      if (!(thrown instanceof KeyDestroyedError || thrown instanceof GoneByLifetimeError)) throw thrown;
      return { ...basics, ...lostOf(verdict, 'KEY_DESTROYED'), fresh: [] };
    }
  }

  write(sql: SqlClient, all: readonly PutAside[]): Promise<readonly OutboxEvent[]> {
    return this.writer.write(sql, all);
  }

  async #retried({ scope }: EndingRun, incompleteId: string): Promise<IncompleteFullRow | undefined> {
    const { tenantId, runId } = scope.run;
    const [row] = await untilAnswered(scope, () =>
      this.database.asWorker((sql) => sql.query<IncompleteFullRow>(findRetried, [tenantId, incompleteId, runId])),
    );
    return row;
  }

  /** The first one takes the place of what the run had taken up, if it had. */
  async #seal(ending: EndingRun, row: IncompleteFullRow | undefined): Promise<NewIncomplete[]> {
    const { scope, verdict, finishedAt } = ending;
    if (verdict.incomplete.length === 0) return [];
    // Before the transaction: a partition attached inside it would hold its lock until the rows are in.
    await untilAnswered(scope, () => this.#days.ensure([utcDay(finishedAt.getTime())]));
    const sealed: NewIncomplete[] = [];
    for (const [index, bundle] of verdict.incomplete.entries()) {
      const replaced = index === 0 ? row : undefined;
      sealed.push(await untilAnswered(scope, () => this.#sealOne(ending, bundle, replaced)));
    }
    // Theirs from now on. Should one find no room, its file is still written down as the run's, and goes with the sweep.
    for (const { blobs } of sealed) for (const blob of blobs) scope.spilledBlobs.delete(blob);
    return sealed;
  }

  async #sealOne(
    { scope, scenario, finishedAt }: EndingRun,
    bundle: IncompleteBundle,
    replaced: IncompleteFullRow | undefined,
  ): Promise<NewIncomplete> {
    const { moduleId, module, error, state } = bundle;
    const { tenantId, scenarioId } = scope.run;
    const id = replaced?.id ?? newId('inc', finishedAt.getTime());
    const sealed = { tenantId, id, scenarioId, stoppedAt: replaced?.created_at ?? finishedAt };
    const content = { error: { class: error.class, message: error.message }, resume: state };
    const plan = retryPlanOf(bundle, hasHandler(scenario, moduleId));
    return {
      id,
      moduleId,
      module,
      errorClass: error.class,
      plan,
      nextRetryAt: nextRetryAt(plan, 0, { nowMs: finishedAt.getTime(), retryAfterMs: error.retryAfterMs }),
      blobs: [...fileIdsIn(state as unknown as JsonValue)].map(blobOfFile),
      content: await this.contents.seal(sealed, content, (replaced?.content_version ?? 0) + 1),
    };
  }
}

function lostOf(
  { incomplete }: EndingRun['verdict'],
  reason: 'CONFIDENTIAL' | 'KEY_DESTROYED',
): Pick<PutAside, 'lost'> {
  return incomplete.length === 0 ? {} : { lost: { count: incomplete.length, reason } };
}

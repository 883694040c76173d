import { Inject, Injectable } from '@nestjs/common';
import type { RunStatus } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import type { KeptWindow } from '@ebbflow/service-host';
import type { SelectQueryBuilder } from 'typeorm';
import type { PageCursor } from '../page-cursor.ts';
import { detailsKeptSince } from './details-kept-since.ts';
import { ExecutionDetailsEntity } from './execution-details.entity.ts';

export interface RunFilter {
  readonly scenarioId?: string | undefined;
  /** Undefined: of all scenarios. */
  readonly scenarioIds?: readonly string[] | undefined;
  readonly status?: RunStatus | undefined;
  /** Ended from (included) to (excluded). */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly minDurationMs?: number | undefined;
  readonly maxDurationMs?: number | undefined;
  readonly errorClass?: string | undefined;
  /** For each search key the indexes of which the run has to have one. */
  readonly searchIndexes?: readonly (readonly Buffer[])[] | undefined;
  readonly after?: PageCursor | undefined;
  readonly limit: number;
}

/** Reads of one tenant, as long as runs are kept. */
@Injectable()
export class RunsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(tenantId: string, window: KeptWindow, filter: RunFilter): Promise<ExecutionDetailsEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) => {
      const query = visible(manager.createQueryBuilder(ExecutionDetailsEntity, 'run'), tenantId, window)
        .orderBy('run.finishedAt', 'DESC')
        .addOrderBy('run.runId', 'DESC')
        .limit(filter.limit);
      for (const [field, condition] of CONDITIONS)
        if (filter[field] !== undefined) query.andWhere(condition, { [field]: filter[field] });
      for (const [index, indexes] of (filter.searchIndexes ?? []).entries()) bySearchKey(query, index, indexes);
      if (filter.after) query.andWhere('(run.finished_at, run.run_id) < (:at, :id)', filter.after);
      return query.getMany();
    });
  }

  /** With the sealed details. */
  async find(tenantId: string, window: KeptWindow, runId: string): Promise<ExecutionDetailsEntity | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      visible(manager.createQueryBuilder(ExecutionDetailsEntity, 'run'), tenantId, window)
        .addSelect(['run.detailsSealed', 'run.detailsBlob'])
        .andWhere('run.run_id = :runId', { runId })
        .getOne(),
    );
  }
}

/** By what is asked for, the condition it stands for. */
const CONDITIONS = [
  ['scenarioId', 'run.scenario_id = :scenarioId'],
  ['scenarioIds', 'run.scenario_id = any(:scenarioIds)'],
  ['status', 'run.status = :status'],
  ['from', 'run.finished_at >= :from'],
  ['to', 'run.finished_at < :to'],
  ['errorClass', 'run.error_class = :errorClass'],
  ['minDurationMs', `run.finished_at - run.started_at >= :minDurationMs * interval '1 millisecond'`],
  ['maxDurationMs', `run.finished_at - run.started_at <= :maxDurationMs * interval '1 millisecond'`],
] as const satisfies (readonly [keyof RunFilter, string])[];

const KEPT_SINCE = detailsKeptSince({
  now: 'cast(:now as timestamptz)',
  longestDays: 'cast(:longestDays as integer)',
  run: 'run',
});

/** A run is hidden from the very millisecond its lifetime ends, whether or not its row is still there. */
function visible(
  query: SelectQueryBuilder<ExecutionDetailsEntity>,
  tenantId: string,
  { oldest, now, longestDays }: KeptWindow,
): SelectQueryBuilder<ExecutionDetailsEntity> {
  return query
    .where('run.tenant_id = :tenantId and run.finished_at > :oldest', { tenantId, oldest })
    .andWhere(`run.finished_at > ${KEPT_SINCE}`, { now, longestDays });
}

function bySearchKey(
  query: SelectQueryBuilder<ExecutionDetailsEntity>,
  index: number,
  indexes: readonly Buffer[],
): void {
  const name = `indexes${String(index)}`;
  query.andWhere(
    `(run.finished_at, run.run_id) in (select key.finished_at, key.run_id from log_store.search_key key
      where key.tenant_id = :tenantId and key.blind_index = any(:${name}) and key.finished_at > :oldest)`,
    { [name]: indexes },
  );
}

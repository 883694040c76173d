import { Inject, Injectable } from '@nestjs/common';
import type {
  FinishedRun,
  FinishedRunDetails,
  FinishedRunList,
  Principal,
  SearchFinishedRuns,
} from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { type ExpiringRow, Lifetimes, ScenarioPlaces } from '@ebbflow/service-host';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { SearchIndexes } from '../search/search-indexes.ts';
import { DetailsOpener } from './details-opener.ts';
import type { ExecutionDetailsEntity } from './execution-details.entity.ts';
import { RunNotFoundError } from './runs.errors.ts';
import { RunsRepository } from './runs.repository.ts';

const CATEGORY = 'execution-details';

@Injectable()
export class RunsService {
  constructor(
    @Inject(RunsRepository) private readonly runs: RunsRepository,
    @Inject(DetailsOpener) private readonly opener: DetailsOpener,
    @Inject(ScenarioPlaces) private readonly places: ScenarioPlaces,
    @Inject(SearchIndexes) private readonly indexes: SearchIndexes,
    @Inject(Lifetimes) private readonly lifetimes: Lifetimes,
  ) {}

  async list(principal: Principal, query: SearchFinishedRuns): Promise<FinishedRunList> {
    const { organisationId: tenantId } = principal;
    const { cursor, limit, keys, ...asked } = query;
    const { scenarioId } = asked;
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const scenarioIds = await this.places.toShow(principal, 'runs:read', scenarioId);
    const searchIndexes =
      keys === undefined || scenarioId === undefined
        ? undefined
        : await this.indexes.of(tenantId, { scenarioId, keys });
    const filter = { ...asked, scenarioIds, searchIndexes, after, limit: limit + 1 };
    const rows = await this.runs.list(tenantId, this.lifetimes.window(CATEGORY), filter);
    const expiryOf = await this.lifetimes.expiries(tenantId, CATEGORY);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => basicsOf(row, expiryOf)),
      nextCursor: rows.length > limit && last ? writeCursor({ at: last.finishedAt, id: last.runId }) : null,
    };
  }

  /** @throws RunNotFoundError */
  async get(tenantId: string, runId: string): Promise<FinishedRunDetails> {
    const window = this.lifetimes.window(CATEGORY);
    const row = isId('run', runId) ? await this.runs.find(tenantId, window, runId) : null;
    if (!row) throw new RunNotFoundError();
    const details = await this.opener.open(row);
    return {
      ...basicsOf(row, await this.lifetimes.expiries(tenantId, CATEGORY)),
      modules: (details?.modules as FinishedRunDetails['modules'] | undefined) ?? null,
      error: details?.error ?? null,
      cut: details?.cut ?? null,
    };
  }
}

function basicsOf(row: ExecutionDetailsEntity, expiryOf: (row: ExpiringRow) => Date): FinishedRun {
  return {
    id: row.runId,
    scenarioId: row.scenarioId,
    scenarioVersion: row.scenarioVersion,
    trigger: row.trigger,
    status: row.status,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt.toISOString(),
    operations: row.operations,
    transferBytes: Number(row.transferBytes),
    errorClass: row.errorClass,
    confidential: row.confidential,
    expiresAt: expiryOf({ scenarioId: row.scenarioId, at: row.finishedAt }).toISOString(),
  };
}

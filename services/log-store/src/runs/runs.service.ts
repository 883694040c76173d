import { Inject, Injectable } from '@nestjs/common';
import type {
  FinishedRun,
  FinishedRunDetails,
  FinishedRunList,
  listFinishedRunsSchema,
  Principal,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, isId } from '@ebbflow/kernel';
import { retentionPolicy } from '@ebbflow/policy';
import { ScenarioPlaces } from '@ebbflow/service-host';
import type { z } from 'zod';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { DetailsOpener } from './details-opener.ts';
import type { ExecutionDetailsEntity } from './execution-details.entity.ts';
import { RunNotFoundError } from './runs.errors.ts';
import { RunsRepository } from './runs.repository.ts';

@Injectable()
export class RunsService {
  readonly #ttlMs = retentionPolicy().ttl('execution-details').milliseconds;

  constructor(
    @Inject(RunsRepository) private readonly runs: RunsRepository,
    @Inject(DetailsOpener) private readonly opener: DetailsOpener,
    @Inject(ScenarioPlaces) private readonly places: ScenarioPlaces,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, query: z.infer<typeof listFinishedRunsSchema>): Promise<FinishedRunList> {
    const { organisationId: tenantId } = principal;
    const { scenarioId, status, cursor, limit } = query;
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const scenarioIds = await this.places.toShow(principal, 'runs:read', scenarioId);
    const filter = { scenarioId, scenarioIds, status, after, limit: limit + 1 };
    const rows = await this.runs.list(tenantId, this.#finishedAfter(), filter);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => this.#basics(row)),
      nextCursor: rows.length > limit && last ? writeCursor({ at: last.finishedAt, id: last.runId }) : null,
    };
  }

  /** @throws RunNotFoundError */
  async get(tenantId: string, runId: string): Promise<FinishedRunDetails> {
    const row = isId('run', runId) ? await this.runs.find(tenantId, this.#finishedAfter(), runId) : null;
    if (!row) throw new RunNotFoundError();
    const details = await this.opener.open(row);
    return {
      ...this.#basics(row),
      modules: (details?.modules as FinishedRunDetails['modules'] | undefined) ?? null,
      error: details?.error ?? null,
    };
  }

  /** A run is hidden from the very millisecond its lifetime ends, whether or not its partition is still there. */
  #finishedAfter(): Date {
    return new Date(this.clock.nowMs() - this.#ttlMs);
  }

  #basics(row: ExecutionDetailsEntity): FinishedRun {
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
      expiresAt: new Date(row.finishedAt.getTime() + this.#ttlMs).toISOString(),
    };
  }
}

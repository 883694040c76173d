import { Inject, Injectable } from '@nestjs/common';
import type { RunStatus } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import type { PageCursor } from '../page-cursor.ts';
import { ExecutionDetailsEntity } from './execution-details.entity.ts';

export interface RunFilter {
  readonly scenarioId?: string | undefined;
  /** Undefined: of all scenarios. */
  readonly scenarioIds?: readonly string[] | undefined;
  readonly status?: RunStatus | undefined;
  readonly after?: PageCursor | undefined;
  readonly limit: number;
}

/** Reads of one tenant. Every one takes the instant after which a run must have finished to be shown at all. */
@Injectable()
export class RunsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(tenantId: string, finishedAfter: Date, filter: RunFilter): Promise<ExecutionDetailsEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(ExecutionDetailsEntity, 'run')
        .where('run.tenant_id = :tenantId and run.finished_at > :finishedAfter', { tenantId, finishedAfter })
        .orderBy('run.finishedAt', 'DESC')
        .addOrderBy('run.runId', 'DESC')
        .limit(filter.limit);
      if (filter.scenarioId !== undefined)
        query.andWhere('run.scenario_id = :scenarioId', { scenarioId: filter.scenarioId });
      if (filter.scenarioIds !== undefined)
        query.andWhere('run.scenario_id = any(:scenarioIds)', { scenarioIds: filter.scenarioIds });
      if (filter.status !== undefined) query.andWhere('run.status = :status', { status: filter.status });
      if (filter.after) query.andWhere('(run.finished_at, run.run_id) < (:at, :id)', filter.after);
      return query.getMany();
    });
  }

  /** With the sealed details. */
  async find(tenantId: string, finishedAfter: Date, runId: string): Promise<ExecutionDetailsEntity | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager
        .createQueryBuilder(ExecutionDetailsEntity, 'run')
        .addSelect(['run.detailsSealed', 'run.detailsBlob'])
        .where('run.tenant_id = :tenantId and run.finished_at > :finishedAfter', { tenantId, finishedAfter })
        .andWhere('run.run_id = :runId', { runId })
        .getOne(),
    );
  }
}

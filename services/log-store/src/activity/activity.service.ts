import { Inject, Injectable } from '@nestjs/common';
import type { ActivityList, Principal } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { keptSince, Lifetimes, ScenarioPlaces } from '@ebbflow/service-host';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { ActivityEntity } from './activity.entity.ts';

const KEPT_SINCE = keptSince({
  schema: 'log_store',
  category: 'activity',
  tenant: 'activity.tenant_id',
  scenario: 'activity.scenario_id',
  now: 'cast(:now as timestamptz)',
  longestDays: 'cast(:longestDays as integer)',
});

/** The organisation's activity stream, newest first, hidden to the millisecond once its lifetime ends. */
@Injectable()
export class ActivityService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Lifetimes) private readonly lifetimes: Lifetimes,
    @Inject(ScenarioPlaces) private readonly places: ScenarioPlaces,
  ) {}

  /** Of the scenarios the caller may see runs of. */
  async list(principal: Principal, page: { cursor?: string | undefined; limit: number }): Promise<ActivityList> {
    const { organisationId: tenantId } = principal;
    const scenarioIds = await this.places.toShow(principal, 'runs:read');
    const { oldest, ...kept } = this.lifetimes.window('activity');
    const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
    const rows = await this.database.withTenantEntities(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(ActivityEntity, 'activity')
        .where('activity.tenant_id = :tenantId and activity.occurred_at > :oldest', { tenantId, oldest })
        .andWhere(`activity.occurred_at > ${KEPT_SINCE}`, kept)
        .orderBy('activity.occurredAt', 'DESC')
        .addOrderBy('activity.runId', 'DESC')
        .limit(page.limit + 1);
      if (scenarioIds) query.andWhere('activity.scenario_id = any(:scenarioIds)', { scenarioIds });
      if (after) query.andWhere('(activity.occurred_at, activity.run_id) < (:at, :id)', after);
      return query.getMany();
    });
    const expiryOf = await this.lifetimes.expiries(tenantId, 'activity');
    const last = rows.length > page.limit ? rows[page.limit - 1] : undefined;
    return {
      items: rows.slice(0, page.limit).map(({ kind, runId, scenarioId, status, occurredAt }) => ({
        kind,
        runId,
        scenarioId,
        status,
        occurredAt: occurredAt.toISOString(),
        expiresAt: expiryOf({ scenarioId, at: occurredAt }).toISOString(),
      })),
      nextCursor: last ? writeCursor({ at: last.occurredAt, id: last.runId }) : null,
    };
  }
}

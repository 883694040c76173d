import { Inject, Injectable } from '@nestjs/common';
import type { ActivityList } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { ActivityEntity } from './activity.entity.ts';

/** The organisation's activity stream, newest first, hidden to the millisecond once its lifetime ends. */
@Injectable()
export class ActivityService {
  readonly #ttlMs = retentionPolicy().ttl('activity').milliseconds;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(tenantId: string, page: { cursor?: string | undefined; limit: number }): Promise<ActivityList> {
    const occurredAfter = new Date(this.clock.nowMs() - this.#ttlMs);
    const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
    const rows = await this.database.withTenantEntities(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(ActivityEntity, 'activity')
        .where('activity.tenant_id = :tenantId and activity.occurred_at > :occurredAfter', { tenantId, occurredAfter })
        .orderBy('activity.occurredAt', 'DESC')
        .addOrderBy('activity.runId', 'DESC')
        .limit(page.limit + 1);
      if (after) query.andWhere('(activity.occurred_at, activity.run_id) < (:at, :id)', after);
      return query.getMany();
    });
    const last = rows.length > page.limit ? rows[page.limit - 1] : undefined;
    return {
      items: rows.slice(0, page.limit).map(({ kind, runId, scenarioId, status, occurredAt }) => ({
        kind,
        runId,
        scenarioId,
        status,
        occurredAt: occurredAt.toISOString(),
        expiresAt: new Date(occurredAt.getTime() + this.#ttlMs).toISOString(),
      })),
      nextCursor: last ? writeCursor({ at: last.occurredAt, id: last.runId }) : null,
    };
  }
}

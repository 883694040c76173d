import { Inject, Injectable } from '@nestjs/common';
import type { listNotificationsSchema, Notification, NotificationList, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { type ExpiringRow, keptSince, Lifetimes, ScenarioPlaces } from '@ebbflow/service-host';
import type { z } from 'zod';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { advanceReader } from './advance-reader.sql.ts';
import { NotificationReaderEntity } from './notification-reader.entity.ts';
import { NotificationEntity } from './notification.entity.ts';
import { NobodyReadsError } from './notifications.errors.ts';

const KEPT_SINCE = keptSince({
  schema: 'log_store',
  category: 'notifications',
  tenant: 'note.tenant_id',
  scenario: 'note.scenario_id',
  now: 'cast(:now as timestamptz)',
  longestDays: 'cast(:longestDays as integer)',
});

/** What an organisation was told, newest first, hidden to the millisecond once its lifetime ends; and how far each user has read. */
@Injectable()
export class NotificationsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ScenarioPlaces) private readonly places: ScenarioPlaces,
    @Inject(Lifetimes) private readonly lifetimes: Lifetimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, asked: z.infer<typeof listNotificationsSchema>): Promise<NotificationList> {
    const { organisationId: tenantId, userId } = principal;
    const scenarioIds = await this.places.toShow(principal, 'notifications:read', asked.scenarioId);
    const { oldest, ...kept } = this.lifetimes.window('notifications');
    const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
    const { rows, readUntil } = await this.database.withTenantEntities(tenantId, async (manager) => {
      const reader = userId === null ? null : await manager.findOneBy(NotificationReaderEntity, { tenantId, userId });
      const query = manager
        .createQueryBuilder(NotificationEntity, 'note')
        .where('note.tenant_id = :tenantId and note.raised_at > :oldest', { tenantId, oldest })
        .andWhere(`note.raised_at > ${KEPT_SINCE}`, kept)
        .orderBy('note.raisedAt', 'DESC')
        .addOrderBy('note.id', 'DESC')
        .limit(asked.limit + 1);
      if (asked.scenarioId !== undefined) query.andWhere('note.scenario_id = :scenarioId', asked);
      if (scenarioIds !== undefined) query.andWhere('note.scenario_id = any(:scenarioIds)', { scenarioIds });
      if (asked.severity !== undefined) query.andWhere('note.severity = :severity', asked);
      if (asked.unread === 'true' && reader) query.andWhere('note.raised_at > :readUntil', reader);
      if (after) query.andWhere('(note.raised_at, note.id) < (:at, :id)', after);
      return { rows: await query.getMany(), readUntil: reader?.readUntil ?? null };
    });
    const expiryOf = await this.lifetimes.expiries(tenantId, 'notifications');
    const last = rows.length > asked.limit ? rows[asked.limit - 1] : undefined;
    return {
      items: rows.slice(0, asked.limit).map((row) => toNotification(row, expiryOf)),
      nextCursor: last ? writeCursor({ at: last.raisedAt, id: last.id }) : null,
      readUntil: readUntil?.toISOString() ?? null,
    };
  }

  /** Not beyond now: what is raised later must be new. @throws NobodyReadsError for an API token */
  async read({ organisationId, userId }: Principal, readUntil: string): Promise<void> {
    if (userId === null) throw new NobodyReadsError();
    const until = new Date(Math.min(Date.parse(readUntil), this.clock.nowMs()));
    await this.database.withTenant(organisationId, (sql) => sql.query(advanceReader, [organisationId, userId, until]));
  }
}

function toNotification(row: NotificationEntity, expiryOf: (row: ExpiringRow) => Date): Notification {
  const { id, kind, severity, scenarioId, runId, moduleId, errorClass, facts, raisedAt } = row;
  return {
    id,
    kind,
    severity,
    scenarioId,
    runId,
    moduleId,
    errorClass,
    facts,
    raisedAt: raisedAt.toISOString(),
    expiresAt: expiryOf({ scenarioId, at: raisedAt }).toISOString(),
  };
}

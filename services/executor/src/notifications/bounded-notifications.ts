import type { NotificationKind } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { boundNotifications } from './bound-notifications.sql.ts';
import { notification, type NotificationFields } from './notification.ts';
import { releaseHeldBack } from './release-held-back.sql.ts';

/** One thing that happened. Of several of one scenario and kind the last one lends its run to the notification. */
export interface BoundedItem extends NotificationFields {
  readonly scenarioId: string;
  readonly kind: NotificationKind;
  /** How many things it stands for. Default 1. */
  readonly count?: number;
}

interface BoundRow {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly kind: NotificationKind;
  readonly announced: number;
}

/** Notifications that would come by the thousand when something breaks: one a minute for each kind and scenario, which tells the number. */
@Injectable()
export class BoundedNotifications {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Inside the caller's transaction, as worker. Answers what is to be announced now. */
  async raise(sql: SqlClient, items: readonly BoundedItem[]): Promise<OutboxEvent[]> {
    if (items.length === 0) return [];
    const last = new Map<string, BoundedItem & { count: number }>();
    for (const item of items) {
      const slot = slotOf(item);
      last.set(slot, { ...item, count: (last.get(slot)?.count ?? 0) + (item.count ?? 1) });
    }
    const all = [...last.values()];
    const rows = await sql.query<BoundRow>(boundNotifications, [
      all.map((item) => item.tenantId),
      all.map((item) => item.scenarioId),
      all.map((item) => item.kind),
      all.map((item) => item.count),
    ]);
    return rows.flatMap((row) => {
      const item = last.get(slotOf(row));
      if (row.announced === 0 || item === undefined) return [];
      return [notification(row.kind, { ...item, facts: { ...item.facts, count: row.announced } }, this.clock)];
    });
  }

  /** What is still held back a minute after: nothing came that would have carried it. As worker. */
  async releaseHeldBack(sql: SqlClient): Promise<OutboxEvent[]> {
    const rows = await sql.query<BoundRow>(releaseHeldBack);
    return rows.map(({ kind, tenantId, scenarioId, announced }) =>
      notification(kind, { tenantId, scenarioId, facts: { count: announced } }, this.clock),
    );
  }
}

function slotOf({ tenantId, scenarioId, kind }: Pick<BoundedItem, 'tenantId' | 'scenarioId' | 'kind'>): string {
  return `${tenantId}/${scenarioId}/${kind}`;
}

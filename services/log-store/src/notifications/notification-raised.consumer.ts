import { Inject, Injectable } from '@nestjs/common';
import { notificationRaised } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BatchConsumer, Inbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database, DayPartitions } from '@ebbflow/persistence';
import { isPast, retentionPolicy, utcDay } from '@ebbflow/policy';
import type { z } from 'zod';
import { type Streamable, StreamWatch } from '../log-streams/stream-watch.ts';
import { insertNotifications } from './insert-notifications.sql.ts';

type Notification = z.infer<typeof notificationRaised.schema>;

const GROUP = 'log-store';

/** Takes what owners are to be told into its category, in one transaction with the inbox. */
@Injectable()
export class NotificationRaisedConsumer {
  readonly #ttl = retentionPolicy().ttl('notifications');
  readonly #days: DayPartitions;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(StreamWatch) private readonly streams: StreamWatch,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#days = new DayPartitions(database, 'notification');
  }

  @BatchConsumer(notificationRaised, { group: GROUP })
  async ingest(events: ReceivedEvent<Notification>[]): Promise<void> {
    // Before the transaction: a partition attached inside it would hold its lock until the rows are in.
    await this.#days.ensure(this.#kept(events).map(({ raisedAt }) => utcDay(Date.parse(raisedAt))));
    await this.streams.refresh();
    await this.database.asWriter(async (sql) => {
      const fresh = this.#kept(await this.inbox.claim(sql, GROUP, events));
      if (fresh.length === 0) return;
      await sql.query(insertNotifications, columnsOf(fresh));
      await this.streams.note(sql, fresh.map(streamableOf));
    });
  }

  /** One so late that its lifetime is over is not stored at all; its day may be gone already, and must not come back. */
  #kept(events: readonly ReceivedEvent<Notification>[]): readonly Notification[] {
    const nowMs = this.clock.nowMs();
    return events.map(({ data }) => data).filter(({ raisedAt }) => !isPast(Date.parse(raisedAt), this.#ttl, nowMs));
  }
}

function streamableOf({ tenantId, notificationId, raisedAt }: Notification): Streamable {
  return { tenantId, source: 'notifications', objectId: notificationId, at: raisedAt };
}

function columnsOf(notifications: readonly Notification[]): unknown[] {
  return [
    notifications.map((one) => one.tenantId),
    notifications.map((one) => one.notificationId),
    notifications.map((one) => one.raisedAt),
    notifications.map((one) => one.kind),
    notifications.map((one) => one.severity),
    notifications.map((one) => one.scenarioId ?? null),
    notifications.map((one) => one.runId ?? null),
    notifications.map((one) => one.moduleId ?? null),
    notifications.map((one) => one.errorClass ?? null),
    notifications.map((one) => JSON.stringify(one.facts ?? {})),
  ];
}

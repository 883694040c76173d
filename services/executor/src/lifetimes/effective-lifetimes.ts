import { lifetimesChanged, SHORTENED_CATEGORIES } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox, type OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { LIFETIME_COLUMNS, type LifetimeRow, Lifetimes } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { ShortenedDays } from './lifetime-level.ts';
import { lockLifetimes } from './sql/lock-lifetimes.sql.ts';
import { refreshLifetimes } from './sql/refresh-lifetimes.sql.ts';

const SCOPES_PER_EVENT = 1_000;

/** What follows from the settings, for each scope, kept true in the transaction that changes them, and told to whoever retains something. */
@Injectable()
export class EffectiveLifetimes {
  constructor(
    private readonly outbox: Outbox,
    private readonly lifetimes: Lifetimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** First in a transaction that changes a setting, or the place of a scenario. */
  async lock(sql: SqlClient, tenantId: string): Promise<void> {
    await sql.query(lockLifetimes, [tenantId]);
  }

  /** Under the lock. `scopes`: scenarios, and the empty text for the organisation. */
  async refresh(sql: SqlClient, tenantId: string, scopes: readonly string[]): Promise<void> {
    const changed = await sql.query<LifetimeRow>(refreshLifetimes, [tenantId, scopes]);
    if (changed.length === 0) return;
    await this.outbox.append(sql, lifetimeEvents(tenantId, changed, this.clock));
    sql.afterCommit(() => this.lifetimes.forget(tenantId));
  }
}

/** One for a thousand scopes: a team may have many scenarios. */
export function lifetimeEvents(tenantId: string, changed: readonly LifetimeRow[], clock: Clock): OutboxEvent[] {
  const events: OutboxEvent[] = [];
  for (let from = 0; from < changed.length; from += SCOPES_PER_EVENT) {
    const scopes = changed.slice(from, from + SCOPES_PER_EVENT).map((row) => ({
      scenarioId: row.scenarioId === '' ? null : row.scenarioId,
      days: daysOfRow(row),
    }));
    events.push(createEvent(lifetimesChanged, { tenantId, scopes }, { tenantId, clock }));
  }
  return events;
}

export function daysOfRow(row: Omit<LifetimeRow, 'scenarioId'>): ShortenedDays {
  return Object.fromEntries(
    SHORTENED_CATEGORIES.flatMap((category) => {
      const days = row[LIFETIME_COLUMNS[category]];
      return days === null ? [] : [[category, days] as const];
    }),
  );
}

import type { ConnectionUses as ListedUses } from '@ebbflow/contracts';
import { CLOCK, type Clock, type Duration } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { listUses } from './list-uses.sql.ts';
import { noteUse } from './note-use.sql.ts';

/** How long a use is remembered. */
export function usesKept(): Duration {
  return retentionPolicy().record('connection-uses').ttl;
}

const NOTED_FOR_MS = 60_000;
const MOST_NOTED = 10_000;
const MOST_LISTED = 1_000;

/**
 * Which scenario used which connection when. A row a scenario and day, written at most once a minute by each replica: a lease is asked
 * for inside every run, and a write each time would make all runs of one scenario wait for one row.
 */
@Injectable()
export class ConnectionUses {
  readonly #noted = new Map<string, number>();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async note(tenantId: string, connectionId: string, scenarioId: string): Promise<void> {
    const nowMs = this.clock.nowMs();
    const slot = `${tenantId}/${connectionId}/${scenarioId}`;
    const known = this.#noted.get(slot);
    if (known !== undefined && nowMs - known < NOTED_FOR_MS) return;
    if (this.#noted.size >= MOST_NOTED) this.#noted.clear();
    this.#noted.set(slot, nowMs);
    await this.database.withTenant(tenantId, (sql) =>
      sql.query(noteUse, [tenantId, connectionId, scenarioId, this.clock.now()]),
    );
  }

  /** Newest first. */
  async list(tenantId: string, connectionId: string): Promise<ListedUses> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ scenarioId: string; day: string; lastUsedAt: Date }>(listUses, [
        tenantId,
        connectionId,
        this.#keptSince(),
        MOST_LISTED,
      ]),
    );
    return { items: rows.map(({ lastUsedAt, ...use }) => ({ ...use, lastUsedAt: lastUsedAt.toISOString() })) };
  }

  #keptSince(): Date {
    return new Date(this.clock.nowMs() - usesKept().milliseconds);
  }
}

import type { ConnectionUses as ListedUses } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import type { Database, Statement } from '@ebbflow/persistence';

const NOTED_FOR_MS = 60_000;
const MOST_NOTED = 10_000;
const MOST_LISTED = 1_000;

export interface UseStatements {
  readonly note: Statement;
  readonly list: Statement;
}

/**
 * Which scenario used which thing when. A row a scenario and day, written at most once a minute by each replica: a lease is asked
 * for inside every run, and a write each time would make all runs of one scenario wait for one row.
 */
export class Uses {
  readonly #noted = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly statements: UseStatements,
    private readonly keptMs: number,
  ) {}

  async note(tenantId: string, usedId: string, scenarioId: string): Promise<void> {
    const nowMs = this.clock.nowMs();
    const slot = `${tenantId}/${usedId}/${scenarioId}`;
    const known = this.#noted.get(slot);
    if (known !== undefined && nowMs - known < NOTED_FOR_MS) return;
    if (this.#noted.size >= MOST_NOTED) this.#noted.clear();
    this.#noted.set(slot, nowMs);
    await this.database.withTenant(tenantId, (sql) =>
      sql.query(this.statements.note, [tenantId, usedId, scenarioId, this.clock.now()]),
    );
  }

  /** Newest first. */
  async list(tenantId: string, usedId: string): Promise<ListedUses> {
    const since = new Date(this.clock.nowMs() - this.keptMs);
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ scenarioId: string; day: string; lastUsedAt: Date }>(this.statements.list, [
        ...[tenantId, usedId, since, MOST_LISTED],
      ]),
    );
    return { items: rows.map(({ lastUsedAt, ...use }) => ({ ...use, lastUsedAt: lastUsedAt.toISOString() })) };
  }
}

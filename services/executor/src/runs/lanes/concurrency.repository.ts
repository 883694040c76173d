import type { Concurrency } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { deleteConcurrency } from './sql/delete-concurrency.sql.ts';
import { findConcurrency } from './sql/find-concurrency.sql.ts';
import { lockScenario } from './sql/lock-scenario.sql.ts';
import { upsertConcurrency } from './sql/upsert-concurrency.sql.ts';

interface ConcurrencyRow {
  readonly lane_limit: number;
  readonly key_template: string | null;
}

/** How many runs of a scenario may go on beside each other, where its owner has said so. */
@Injectable()
export class ConcurrencyRepository {
  constructor(private readonly database: Database) {}

  async find(tenantId: string, scenarioId: string): Promise<Concurrency | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<ConcurrencyRow>(findConcurrency, [tenantId, scenarioId]),
    );
    if (row === undefined) return undefined;
    return { limit: row.lane_limit, ...(row.key_template === null ? {} : { key: row.key_template }) };
  }

  /** `missing`: the tenant has no such scenario. `polling`: its runs must go one after another. */
  put(tenantId: string, scenarioId: string, { limit, key }: Concurrency): Promise<'stored' | 'missing' | 'polling'> {
    return this.database.withTenant(tenantId, async (sql) => {
      if ((await sql.query(lockScenario, [tenantId, scenarioId])).length === 0) return 'missing';
      const rows = await sql.query(upsertConcurrency, [tenantId, scenarioId, limit, key ?? null]);
      return rows.length === 1 ? 'stored' : 'polling';
    });
  }

  async remove(tenantId: string, scenarioId: string): Promise<void> {
    await this.database.withTenant(tenantId, (sql) => sql.query(deleteConcurrency, [tenantId, scenarioId]));
  }
}

import type { Concurrency } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { deleteConcurrency } from './sql/delete-concurrency.sql.ts';
import { findConcurrency } from './sql/find-concurrency.sql.ts';
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

  /** False when the tenant has no such scenario. */
  async put(tenantId: string, scenarioId: string, { limit, key }: Concurrency): Promise<boolean> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query(upsertConcurrency, [tenantId, scenarioId, limit, key ?? null]),
    );
    return rows.length === 1;
  }

  async remove(tenantId: string, scenarioId: string): Promise<void> {
    await this.database.withTenant(tenantId, (sql) => sql.query(deleteConcurrency, [tenantId, scenarioId]));
  }
}

import { Outbox, type OutboxEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { findSearchKeys } from './sql/find-search-keys.sql.ts';
import { loadSearchKeys } from './sql/load-search-keys.sql.ts';
import { putSearchKeys } from './sql/put-search-keys.sql.ts';

interface NamedPaths {
  readonly names: readonly string[];
  readonly paths: readonly string[];
}

export interface StoredSearchKeys extends NamedPaths {
  readonly revision: number;
  readonly updatedAt: Date;
  readonly updatedBy: string | null;
}

export interface SearchKeysOfScenario extends NamedPaths {
  readonly scenarioId: string;
}

@Injectable()
export class SearchKeysRepository {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async find(tenantId: string, scenarioId: string): Promise<StoredSearchKeys | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<StoredSearchKeys>(findSearchKeys, [tenantId, scenarioId]),
    );
    return row;
  }

  load(tenantId: string): Promise<SearchKeysOfScenario[]> {
    return this.database.withTenant(tenantId, (sql) => sql.query<SearchKeysOfScenario>(loadSearchKeys, [tenantId]));
  }

  /** False: they are at another revision by now. */
  put(
    tenantId: string,
    scenarioId: string,
    { revision, names, paths, updatedAt, updatedBy }: StoredSearchKeys,
    fact: OutboxEvent,
  ): Promise<boolean> {
    return this.database.withTenant(tenantId, async (sql) => {
      const values = [tenantId, scenarioId, revision, names, paths, updatedAt, updatedBy];
      const rows = await sql.query(putSearchKeys, values);
      if (rows.length > 0) await this.outbox.append(sql, [fact]);
      return rows.length > 0;
    });
  }
}

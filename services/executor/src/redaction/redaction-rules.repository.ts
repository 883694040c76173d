import type { RedactionFields } from '@ebbflow/contracts';
import { Outbox, type OutboxEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { findRedactionRules } from './sql/find-redaction-rules.sql.ts';
import { loadRedactionRules } from './sql/load-redaction-rules.sql.ts';
import { putRedactionRules } from './sql/put-redaction-rules.sql.ts';

export interface StoredRules {
  readonly revision: number;
  readonly rules: RedactionFields;
  readonly changedAt: Date;
}

export interface RulesOfScenario {
  /** Empty: those of the whole organisation. */
  readonly scenarioId: string;
  readonly rules: RedactionFields;
}

@Injectable()
export class RedactionRulesRepository {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async find(tenantId: string, scenarioId: string): Promise<StoredRules | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<StoredRules>(findRedactionRules, [tenantId, scenarioId]),
    );
    return row;
  }

  load(tenantId: string): Promise<RulesOfScenario[]> {
    return this.database.withTenant(tenantId, (sql) => sql.query<RulesOfScenario>(loadRedactionRules, [tenantId]));
  }

  /** False: they are at another revision by now. */
  put(tenantId: string, scenarioId: string, changed: StoredRules, fact: OutboxEvent): Promise<boolean> {
    const { revision, rules, changedAt } = changed;
    return this.database.withTenant(tenantId, async (sql) => {
      const rows = await sql.query(putRedactionRules, [
        tenantId,
        scenarioId,
        revision,
        JSON.stringify(rules),
        changedAt.toISOString(),
      ]);
      if (rows.length > 0) await this.outbox.append(sql, [fact]);
      return rows.length > 0;
    });
  }
}

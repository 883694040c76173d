import type { KeyPurpose } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { systemFact } from '../audit/audit-fact.ts';
import { destroyTenantKeys } from './destroy-tenant-keys.sql.ts';
import { findTenantKey, type StoredTenantKey } from './find-tenant-key.sql.ts';
import { forgetAnswers } from './forget-answers.sql.ts';
import { insertTenantKey } from './insert-tenant-key.sql.ts';
import { type ListedTenantKey, listTenantKeys } from './list-tenant-keys.sql.ts';
import { lockTenantKeys } from './lock-tenant-keys.sql.ts';

export interface NewTenantKey {
  readonly purpose: KeyPurpose;
  readonly version: number;
  readonly wrappedKeySealed: Buffer;
  readonly wrappingGeneration: number;
  readonly rootKeyFingerprint: string;
  readonly createdAt: Date;
}

@Injectable()
export class TenantKeysRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `version` left out: the current one. */
  async find(tenantId: string, purpose: KeyPurpose, version?: number): Promise<StoredTenantKey | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<StoredTenantKey>(findTenantKey, [tenantId, purpose, version ?? null]),
    );
    return row;
  }

  /** Youngest first by purpose. */
  list(tenantId: string): Promise<ListedTenantKey[]> {
    return this.database.withTenant(tenantId, (sql) => sql.query<ListedTenantKey>(listTenantKeys, [tenantId]));
  }

  /** The key that is stored in the end: this one, or that of whoever was faster. */
  async insertOrFind(tenantId: string, key: NewTenantKey): Promise<StoredTenantKey | undefined> {
    const [row] = await this.database.withTenant(tenantId, async (sql) => {
      await sql.query(lockTenantKeys, [tenantId]);
      await insert(sql, tenantId, key);
      return sql.query<StoredTenantKey>(findTenantKey, [tenantId, key.purpose, key.version]);
    });
    return row;
  }

  /** One version more, unless the youngest is not `key.version - 1` any more, or destroyed. @returns whether it was added */
  async add(tenantId: string, key: NewTenantKey): Promise<boolean> {
    return this.database.withTenant(tenantId, async (sql) => {
      await sql.query(lockTenantKeys, [tenantId]);
      const [youngest] = await sql.query<StoredTenantKey>(findTenantKey, [tenantId, key.purpose, null]);
      if (youngest?.state !== 'active' || youngest.version !== key.version - 1) return false;
      await insert(sql, tenantId, key);
      const { purpose, version } = key;
      await this.#note(sql, tenantId, { action: 'tenant-key.rotated', facts: { purpose, version } });
      return true;
    });
  }

  /** Answers that are kept for repetitions go along. @returns how many keys there were left to destroy */
  async destroy(tenantId: string, at: Date): Promise<number> {
    const [row] = await this.database.withTenant(tenantId, async (sql) => {
      await sql.query(lockTenantKeys, [tenantId]);
      await sql.query(forgetAnswers, [tenantId]);
      const rows = await sql.query<{ destroyed: number }>(destroyTenantKeys, [tenantId, at]);
      const destroyed = rows[0]?.destroyed ?? 0;
      if (destroyed > 0) await this.#note(sql, tenantId, { action: 'tenant-key.destroyed', facts: { destroyed } });
      return rows;
    });
    return row?.destroyed ?? 0;
  }

  /** Nobody of the organisation does either: it is whoever runs the installation, or a rule of it. */
  #note(
    sql: SqlClient,
    tenantId: string,
    done: { readonly action: string; readonly facts: Readonly<Record<string, string | number>> },
  ): Promise<void> {
    const object = { kind: 'organisation', id: tenantId };
    return this.outbox.append(sql, [systemFact(tenantId, { ...done, object }, this.clock)]);
  }
}

async function insert(sql: SqlClient, tenantId: string, key: NewTenantKey): Promise<void> {
  const { purpose, version, wrappedKeySealed, wrappingGeneration, rootKeyFingerprint, createdAt } = key;
  await sql.query(insertTenantKey, [
    tenantId,
    purpose,
    version,
    wrappedKeySealed,
    wrappingGeneration,
    rootKeyFingerprint,
    createdAt,
  ]);
}

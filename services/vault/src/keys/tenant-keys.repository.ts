import type { KeyPurpose } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { findTenantKey, type StoredTenantKey } from './find-tenant-key.sql.ts';
import { insertTenantKey } from './insert-tenant-key.sql.ts';

export interface NewTenantKey {
  readonly purpose: KeyPurpose;
  readonly version: number;
  readonly wrappedKeySealed: Buffer;
  readonly rootKeyFingerprint: string;
  readonly createdAt: Date;
}

@Injectable()
export class TenantKeysRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** `version` left out: the current one. */
  async find(tenantId: string, purpose: KeyPurpose, version?: number): Promise<StoredTenantKey | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<StoredTenantKey>(findTenantKey, [tenantId, purpose, version ?? null]),
    );
    return row;
  }

  /** The key that is stored in the end: this one, or that of whoever was faster. */
  async insertOrFind(tenantId: string, key: NewTenantKey): Promise<StoredTenantKey | undefined> {
    const { purpose, version, wrappedKeySealed, rootKeyFingerprint, createdAt } = key;
    const [row] = await this.database.withTenant(tenantId, async (sql) => {
      await sql.query(insertTenantKey, [tenantId, purpose, version, wrappedKeySealed, rootKeyFingerprint, createdAt]);
      return sql.query<StoredTenantKey>(findTenantKey, [tenantId, purpose, version]);
    });
    return row;
  }
}

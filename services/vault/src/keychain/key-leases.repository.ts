import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { findKeyLeaseMaterial, type KeyLeaseMaterial } from './find-key-lease-material.sql.ts';
import { touchKeychainKey } from './touch-keychain-key.sql.ts';

@Injectable()
export class KeyLeasesRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async findMaterial(tenantId: string, keyId: string): Promise<KeyLeaseMaterial | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<KeyLeaseMaterial>(findKeyLeaseMaterial, [tenantId, keyId]),
    );
    return row;
  }

  async touch(tenantId: string, keyId: string, at: Date): Promise<void> {
    await this.database.withTenant(tenantId, (sql) => sql.query(touchKeychainKey, [tenantId, keyId, at]));
  }
}

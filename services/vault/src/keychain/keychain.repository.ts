import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, Not } from 'typeorm';
import { KeychainKeyEntity } from './keychain-key.entity.ts';

/** A key as it may be shown: the secret is not even read. `keyVersion` says whether there is one. */
export type ShownKeychainKey = Omit<KeychainKeyEntity, 'secretSealed'>;

export type StoredKeychainKey = ShownKeychainKey & Pick<KeychainKeyEntity, 'secretSealed'>;

/** Columns that a change may write. */
export type KeychainKeyChange = Partial<
  Omit<KeychainKeyEntity, 'tenantId' | 'id' | 'kind' | 'createdAt' | 'revision' | 'lastUsedAt'>
>;

const SHOWN = {
  tenantId: true,
  id: true,
  name: true,
  kind: true,
  allowedOrigins: true,
  keyVersion: true,
  secretVersion: true,
  fingerprint: true,
  subject: true,
  notAfter: true,
  lastUsedAt: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
} as const;

@Injectable()
export class KeychainRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async insert(tenantId: string, key: StoredKeychainKey): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) => manager.insert(KeychainKeyEntity, key));
  }

  find(tenantId: string, id: string): Promise<ShownKeychainKey | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOne(KeychainKeyEntity, { select: SHOWN, where: { tenantId, id } }),
    );
  }

  /** Newest first, from after the id `cursor`. */
  list(tenantId: string, cursor: string | undefined, limit: number): Promise<ShownKeychainKey[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(KeychainKeyEntity, {
        select: SHOWN,
        where: { tenantId, ...(cursor === undefined ? {} : { id: LessThan(cursor) }) },
        order: { id: 'DESC' },
        take: limit,
      }),
    );
  }

  /** Which of these are there with their secret. */
  async usable(tenantId: string, ids: readonly string[]): Promise<string[]> {
    const found = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(KeychainKeyEntity, {
        select: { id: true },
        where: { tenantId, id: In([...ids]), keyVersion: Not(IsNull()) },
      }),
    );
    return found.map(({ id }) => id);
  }

  /** False when the row is not at this revision any more; the check and the change are one statement. */
  async change(
    tenantId: string,
    { id, revision }: Pick<ShownKeychainKey, 'id' | 'revision'>,
    change: KeychainKeyChange,
  ): Promise<boolean> {
    const { affected } = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(KeychainKeyEntity, { tenantId, id, revision }, { ...change, revision: revision + 1 }),
    );
    return affected === 1;
  }

  /** The row itself goes, not a flag on it. */
  async delete(tenantId: string, id: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) => manager.delete(KeychainKeyEntity, { tenantId, id }));
  }
}

import { newId } from '@ebbflow/kernel';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { PasskeyKnownError } from '../identity.errors.ts';
import { MethodChangesRepository, type ProvenPerson } from '../sessions/method-changes.repository.ts';
import type { Person } from '../users/person.policy.ts';
import { advancePasskey } from './advance-passkey.sql.ts';
import type { PasskeyRow } from './find-passkey.sql.ts';
import { PasskeyEntity } from './passkey.entity.ts';

export type NewPasskey = Pick<
  PasskeyEntity,
  'credentialId' | 'publicKey' | 'counter' | 'name' | 'isSynced' | 'createdAt'
>;

@Injectable()
export class PasskeysRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MethodChangesRepository) private readonly changes: MethodChangesRepository,
  ) {}

  /** Oldest first. */
  list(scope: Person): Promise<PasskeyEntity[]> {
    const { tenantId, userId } = scope;
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(PasskeyEntity, { where: { tenantId, userId }, order: { id: 'asc' } }),
    );
  }

  /** @throws PasskeyKnownError */
  async insert(scope: ProvenPerson, passkey: NewPasskey): Promise<PasskeyEntity> {
    const { tenantId, userId } = scope;
    const row = { tenantId, userId, id: newId('pky'), lastUsedAt: null, ...passkey };
    try {
      await this.database.withTenantEntities(tenantId, async (manager, sql) => {
        await manager.insert(PasskeyEntity, row);
        await this.changes.note(manager, sql, scope, { action: 'passkey.added', object: objectOf(row.id) });
      });
    } catch (thrown) {
      if (isUniqueViolation(thrown, 'passkey_credential_key')) throw new PasskeyKnownError();
      throw thrown;
    }
    return row;
  }

  /** False when the person has no such passkey. */
  async rename(scope: Person, id: string, name: string): Promise<boolean> {
    const { tenantId, userId } = scope;
    const { affected } = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(PasskeyEntity, { tenantId, userId, id }, { name }),
    );
    return affected === 1;
  }

  /** False when the person has no such passkey. */
  remove(scope: ProvenPerson, id: string): Promise<boolean> {
    const { tenantId, userId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(PasskeyEntity, { tenantId, userId, id });
      if (affected !== 1) return false;
      await this.changes.note(manager, sql, scope, { action: 'passkey.removed', object: objectOf(id) });
      return true;
    });
  }

  /** False when the passkey is gone, or its count did not grow. */
  async advance(tenantId: string, id: string, use: { counter: number; now: Date }): Promise<boolean> {
    const values = [tenantId, id, use.counter, use.now];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query<PasskeyRow>(advancePasskey, values));
    return rows.length === 1;
  }
}

function objectOf(id: string) {
  return { kind: 'passkey', id } as const;
}

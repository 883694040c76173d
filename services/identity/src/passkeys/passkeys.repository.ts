import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { PasskeyKnownError } from '../identity.errors.ts';
import { RevisionConflictError } from '../organisations/organisation.errors.ts';
import { MethodChangesRepository, type ProvenPerson } from '../sessions/method-changes.repository.ts';
import type { Person } from '../users/person.policy.ts';
import { advancePasskey } from './advance-passkey.sql.ts';
import type { PasskeyRow } from './find-passkey.sql.ts';
import { PasskeyEntity } from './passkey.entity.ts';

export type NewPasskey = Pick<PasskeyEntity, 'credentialId' | 'publicKey' | 'counter' | 'name' | 'isSynced'>;

@Injectable()
export class PasskeysRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MethodChangesRepository) private readonly changes: MethodChangesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Oldest first. */
  list(scope: Person): Promise<PasskeyEntity[]> {
    const { tenantId, userId } = scope;
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(PasskeyEntity, { where: { tenantId, userId }, order: { id: 'asc' } }),
    );
  }

  /** Gives its id. @throws PasskeyKnownError */
  async insert(scope: ProvenPerson, passkey: NewPasskey): Promise<string> {
    const { tenantId, userId } = scope;
    const createdAt = this.clock.now();
    const row = { tenantId, userId, id: newId('pky'), createdAt, lastUsedAt: null, revision: 1, ...passkey };
    try {
      await this.database.withTenantEntities(tenantId, async (manager, sql) => {
        await manager.insert(PasskeyEntity, row);
        await this.changes.note(manager, sql, scope, { action: 'passkey.added', object: objectOf(row.id) });
      });
    } catch (thrown) {
      if (isUniqueViolation(thrown, 'passkey_credential_key')) throw new PasskeyKnownError();
      throw thrown;
    }
    return row.id;
  }

  /** False when the person has no such passkey. @throws RevisionConflictError */
  rename(scope: Person, { id, revision }: Pick<PasskeyEntity, 'id' | 'revision'>, name: string): Promise<boolean> {
    const { tenantId, userId } = scope;
    const key = { tenantId, userId, id };
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const change = { name, revision: revision + 1 };
      const { affected } = await manager.update(PasskeyEntity, { ...key, revision }, change);
      if (affected === 1) return true;
      if (await manager.existsBy(PasskeyEntity, key)) throw new RevisionConflictError();
      return false;
    });
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
  async advance(tenantId: string, id: string, counter: number): Promise<boolean> {
    const values = [tenantId, id, counter, this.clock.now()];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query<PasskeyRow>(advancePasskey, values));
    return rows.length === 1;
  }
}

function objectOf(id: string) {
  return { kind: 'passkey', id } as const;
}

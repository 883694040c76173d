import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { ProviderAccountTakenError } from '../identity.errors.ts';
import { MethodChangesRepository, type ProvenPerson } from '../sessions/method-changes.repository.ts';
import { assertPasswordIs } from '../users/assert-password-is.ts';
import type { Person } from '../users/person.policy.ts';
import { ProviderAccountEntity } from './provider-account.entity.ts';

/** An account at a provider. */
export type AccountThere = Pick<ProviderAccountEntity, 'provider' | 'issuer' | 'subject'>;

@Injectable()
export class ProviderAccountsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MethodChangesRepository) private readonly changes: MethodChangesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Oldest first. */
  list(scope: Person): Promise<ProviderAccountEntity[]> {
    const { tenantId, userId } = scope;
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(ProviderAccountEntity, { where: { tenantId, userId }, order: { id: 'asc' } }),
    );
  }

  /**
   * @param passwordHash the one the password was compared with, where it is linked by that
   * @throws ProviderAccountTakenError, BadCredentialsError when there is another password since
   */
  async insert(scope: ProvenPerson, account: AccountThere, passwordHash?: string): Promise<void> {
    const { tenantId, userId } = scope;
    const id = newId('spa');
    try {
      await this.database.withTenantEntities(tenantId, async (manager, sql) => {
        await assertPasswordIs(sql, scope, passwordHash);
        await manager.insert(ProviderAccountEntity, { tenantId, userId, id, createdAt: this.clock.now(), ...account });
        const facts = { provider: account.provider };
        await this.changes.note(manager, sql, scope, {
          action: 'provider-account.linked',
          object: { kind: 'provider-account', id },
          facts,
        });
      });
    } catch (thrown) {
      if (isUniqueViolation(thrown, 'provider_account_subject_key')) throw new ProviderAccountTakenError();
      throw thrown;
    }
  }

  /** False when the person has no such account. */
  remove(scope: ProvenPerson, id: string): Promise<boolean> {
    const { tenantId, userId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(ProviderAccountEntity, { tenantId, userId, id });
      if (affected !== 1) return false;
      await this.changes.note(manager, sql, scope, {
        action: 'provider-account.unlinked',
        object: { kind: 'provider-account', id },
      });
      return true;
    });
  }
}

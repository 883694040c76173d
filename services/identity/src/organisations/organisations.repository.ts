import type { Principal } from '@ebbflow/contracts';
import { DefectError, newId, type OrganisationId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { actorOf } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { MembershipEntity } from '../users/membership.entity.ts';
import type { Person } from '../users/person.policy.ts';
import { type NewUser, UsersRepository } from '../users/users.repository.ts';
import { insertBootstrappedOrganisation } from './insert-bootstrapped-organisation.sql.ts';
import { OrganisationEntity } from './organisation.entity.ts';
import { RevisionConflictError } from './organisation.errors.ts';
import { switchOrganisation } from './switch-organisation.sql.ts';

@Injectable()
export class OrganisationsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
    @Inject(UsersRepository) private readonly users: UsersRepository,
  ) {}

  /** False when somebody else made it first. */
  async insertBootstrapped(tenantId: string, key: string, name: string): Promise<boolean> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query(insertBootstrappedOrganisation, [tenantId, name, key]),
    );
    return rows.length > 0;
  }

  /** An organisation that the person owns. */
  insertOwned(scope: Person, name: string): Promise<string> {
    const { tenantId: homeTenantId, userId } = scope;
    const tenantId = newId<OrganisationId>('org');
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.insert(OrganisationEntity, { tenantId, name });
      await manager.insert(MembershipEntity, { tenantId, userId, homeTenantId, role: 'owner' });
      const entry = {
        tenantId,
        actor: { kind: 'user', id: userId },
        object: { kind: 'organisation', id: tenantId },
      } as const;
      await this.audit.append(sql, { ...entry, action: 'organisation.created' });
      return tenantId;
    });
  }

  /** A new person's account, in an organisation of the person's own; from where is recorded (C01). @throws EmailTakenError */
  insertWithOwner(tenantId: string, { clientIp, ...user }: NewUser & { clientIp: string }): Promise<Person> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.insert(OrganisationEntity, { tenantId, name: 'My organisation' });
      const id = await this.users.insert(manager, tenantId, user);
      const entry = { tenantId, actor: { kind: 'user', id }, object: { kind: 'user', id } } as const;
      const personal = { subjectId: id, facts: { clientIp } };
      await this.audit.append(sql, { ...entry, action: 'account.registered', personal });
      return { tenantId, userId: id };
    });
  }

  async switchSession(scope: Person, sessionId: string, organisationId: string): Promise<void> {
    const { tenantId, userId } = scope;
    await this.database.withTenant(tenantId, (sql) =>
      sql.query(switchOrganisation, [tenantId, userId, sessionId, organisationId]),
    );
  }

  async get(tenantId: string): Promise<OrganisationEntity> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneByOrFail(OrganisationEntity, { tenantId }),
    );
  }

  /** @throws RevisionConflictError */
  async rename(scope: Principal, revision: number, name: string): Promise<OrganisationEntity> {
    const { organisationId: tenantId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const to = { name, revision: revision + 1 };
      const { affected } = await manager.update(OrganisationEntity, { tenantId, revision }, to);
      if (affected !== 1) throw new RevisionConflictError();
      const renamed = await manager.findOneByOrFail(OrganisationEntity, { tenantId });
      const entry = { tenantId, actor: actorOf(scope), object: { kind: 'organisation', id: tenantId } } as const;
      await this.audit.append(sql, { ...entry, action: 'organisation.renamed' });
      return renamed;
    });
  }

  /** Is this the organisation the installation made for itself? */
  isBootstrapped(tenantId: string): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.existsBy(OrganisationEntity, { tenantId, bootstrapKey: Not(IsNull()) }),
    );
  }

  async getName(tenantId: string): Promise<string> {
    const organisation = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(OrganisationEntity, { tenantId }),
    );
    if (organisation === null)
      throw new DefectError('IDENTITY.NO_ORGANISATION', 'A principal belongs to an organisation that does not exist.');
    return organisation.name;
  }
}

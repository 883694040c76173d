import { type Principal } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import { Database, errorCodeOf, isUniqueViolation } from '@ebbflow/persistence';
import { mayGrant } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { lockOrganisation } from '../members/lock-organisation.sql.ts';
import { BeyondOwnRightsError, RevisionConflictError } from '../organisations/organisation.errors.ts';
import { RoleEntity } from './role.entity.ts';
import { RoleInUseError, RoleNameTakenError, RoleNotFoundError, TooManyRolesError } from './roles.errors.ts';

const FOREIGN_KEY_VIOLATION = '23503';
const MOST_ROLES = 100;

export type NewRole = Pick<RoleEntity, 'name' | 'level' | 'scopes'>;

/** Roles an organisation made for itself. */
@Injectable()
export class RolesRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  list(tenantId: string): Promise<RoleEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(RoleEntity, { where: { tenantId }, order: { id: 'asc' } }),
    );
  }

  /** @throws RoleNotFoundError */
  get(tenantId: string, id: string): Promise<RoleEntity> {
    return this.database.withTenantEntities(tenantId, (manager) => getRole(manager, tenantId, id));
  }

  /** @throws TooManyRolesError, RoleNameTakenError */
  insert(scope: Principal, role: NewRole): Promise<RoleEntity> {
    const { organisationId: tenantId } = scope;
    const id = newId('rol');
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      if ((await manager.countBy(RoleEntity, { tenantId })) >= MOST_ROLES) throw new TooManyRolesError(MOST_ROLES);
      await withFreeName(() => manager.insert(RoleEntity, { tenantId, id, ...role, revision: 1 }));
      const made = await getRole(manager, tenantId, id);
      const entry = { tenantId, actor: actorOf(scope), object: { kind: 'role', id } } as const;
      await this.audit.append(sql, { ...entry, action: 'role.created', facts: { scopes: role.scopes } });
      return made;
    });
  }

  /** @throws RoleNotFoundError, RevisionConflictError, RoleNameTakenError; BeyondOwnRightsError for a role that holds more than the caller */
  update(scope: Principal, id: string, revision: number, to: Partial<NewRole>): Promise<RoleEntity> {
    const { organisationId: tenantId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      const role = await getRole(manager, tenantId, id);
      if (!mayGrant(scope, role.scopes)) throw new BeyondOwnRightsError();
      if (role.revision !== revision) throw new RevisionConflictError();
      await withFreeName(() => manager.update(RoleEntity, { tenantId, id }, { ...to, revision: revision + 1 }));
      const changed = await getRole(manager, tenantId, id);
      const entry = { tenantId, actor: actorOf(scope), object: { kind: 'role', id } } as const;
      await this.audit.append(sql, { ...entry, action: 'role.changed', facts: { scopes: changed.scopes } });
      return changed;
    });
  }

  /** @throws RoleNotFoundError, BeyondOwnRightsError, RoleInUseError */
  async delete(scope: Principal, id: string): Promise<void> {
    const { organisationId: tenantId } = scope;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      const role = await getRole(manager, tenantId, id);
      if (!mayGrant(scope, role.scopes)) throw new BeyondOwnRightsError();
      try {
        await manager.delete(RoleEntity, { tenantId, id });
      } catch (thrown) {
        throw errorCodeOf(thrown) === FOREIGN_KEY_VIOLATION ? new RoleInUseError() : thrown;
      }
      const entry = { tenantId, actor: actorOf(scope), object: { kind: 'role', id } } as const;
      await this.audit.append(sql, { ...entry, action: 'role.deleted' });
    });
  }
}

async function getRole(manager: EntityManager, tenantId: string, id: string): Promise<RoleEntity> {
  const role = await manager.findOneBy(RoleEntity, { tenantId, id });
  if (role === null) throw new RoleNotFoundError();
  return role;
}

async function withFreeName<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (thrown) {
    throw isUniqueViolation(thrown, 'role_name_key') ? new RoleNameTakenError() : thrown;
  }
}

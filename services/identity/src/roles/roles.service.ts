import {
  type CreateRole,
  ORGANISATION_ROLES,
  type Principal,
  type Role,
  TEAM_ROLES,
  type UpdateRole,
} from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { accessPolicy, type RoleLevel } from '@ebbflow/policy';
import { mayGrant } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { BeyondOwnRightsError } from '../organisations/organisation.errors.ts';
import type { RoleEntity } from './role.entity.ts';
import { RoleNotFoundError, UnknownScopeError } from './roles.errors.ts';
import { RolesRepository } from './roles.repository.ts';

@Injectable()
export class RolesService {
  constructor(@Inject(RolesRepository) private readonly roles: RolesRepository) {}

  async list(tenantId: string): Promise<Role[]> {
    return [...builtIn(), ...(await this.roles.list(tenantId)).map(toRole)];
  }

  /** @throws UnknownScopeError, BeyondOwnRightsError, TooManyRolesError, RoleNameTakenError */
  async create(by: Principal, { name, level, scopes }: CreateRole): Promise<Role> {
    return toRole(await this.roles.insert(by, { name, level, scopes: checked(by, level, scopes) }));
  }

  /** @throws as `create`; RoleNotFoundError, RevisionConflictError */
  async update(by: Principal, id: string, revision: number, { name, scopes }: UpdateRole): Promise<Role> {
    if (!isId('rol', id)) throw new RoleNotFoundError();
    const { level } = await this.roles.get(by.organisationId, id);
    const changed = await this.roles.update(by, id, revision, {
      ...(name === undefined ? {} : { name }),
      ...(scopes === undefined ? {} : { scopes: checked(by, level, scopes) }),
    });
    return toRole(changed);
  }

  /** @throws RoleNotFoundError, BeyondOwnRightsError, RoleInUseError */
  async delete(by: Principal, id: string): Promise<void> {
    if (!isId('rol', id)) throw new RoleNotFoundError();
    await this.roles.delete(by, id);
  }
}

/** Each once, in the order of the file, so that two roles that hold the same look the same. */
function checked(by: Principal, level: RoleLevel, scopes: readonly string[]): string[] {
  const policy = accessPolicy();
  const foreign = policy.foreignTo(level, scopes);
  if (foreign.length > 0) throw new UnknownScopeError(foreign.length);
  if (!mayGrant(by, scopes)) throw new BeyondOwnRightsError();
  return [...policy.scopes.keys()].filter((scope) => scopes.includes(scope));
}

function builtIn(): Role[] {
  const policy = accessPolicy();
  const shown = { isBuiltIn: true, revision: 1 };
  return [
    ...ORGANISATION_ROLES.map((id) => {
      const level = 'organisation' as const;
      return { ...shown, id, name: id, level, scopes: policy.ofOrganisationRole(id) };
    }),
    ...TEAM_ROLES.map((id) => ({ ...shown, id, name: id, level: 'team' as const, scopes: policy.ofTeamRole(id) })),
  ];
}

function toRole({ id, name, level, scopes, revision }: RoleEntity): Role {
  return { id, name, level, scopes, isBuiltIn: false, revision };
}

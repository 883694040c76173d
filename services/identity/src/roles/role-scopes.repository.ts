import type { OrganisationRole, TeamRole } from '@ebbflow/contracts';
import { accessPolicy, type RoleLevel } from '@ebbflow/policy';
import type { EntityManager } from 'typeorm';
import { RoleEntity } from './role.entity.ts';
import { RoleNotFoundError } from './roles.errors.ts';

/** What a role holds, whoever has it; within the caller's transaction. @throws RoleNotFoundError */
export async function scopesOfChoice(
  manager: EntityManager,
  tenantId: string,
  level: RoleLevel,
  choice: string,
): Promise<readonly string[]> {
  if (!choice.startsWith('rol_')) {
    const policy = accessPolicy();
    return level === 'organisation'
      ? policy.ofOrganisationRole(choice as OrganisationRole)
      : policy.ofTeamRole(choice as TeamRole);
  }
  const role = await manager.findOneBy(RoleEntity, { tenantId, id: choice, level });
  if (role === null) throw new RoleNotFoundError();
  return role.scopes;
}

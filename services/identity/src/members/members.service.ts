import type { Member, MemberList, Principal } from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { choiceOf } from '../roles/role-choice.policy.ts';
import type { MemberRow } from './list-members.sql.ts';
import { MemberDirectory } from './member-directory.ts';
import { MemberNotFoundError } from './members.errors.ts';
import { MembersRepository } from './members.repository.ts';

type UpdatedMember = Pick<Member, 'userId' | 'role' | 'revision'>;

@Injectable()
export class MembersService {
  constructor(
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(MemberDirectory) private readonly directory: MemberDirectory,
  ) {}

  async list(tenantId: string, cursor: string | undefined, limit: number): Promise<MemberList> {
    const after = cursor !== undefined && isId('usr', cursor) ? cursor : undefined;
    const rows = await this.directory.membersOf(tenantId, after, limit + 1);
    const items = rows.slice(0, limit).map(toMember);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.userId ?? null) : null };
  }

  /** @throws MemberNotFoundError, RoleNotFoundError, BeyondOwnRightsError, LastOwnerError, RevisionConflictError */
  async setRole(by: Principal, userId: string, revision: number, choice: string): Promise<UpdatedMember> {
    if (!isId('usr', userId)) throw new MemberNotFoundError();
    await this.members.setRole(by, { userId, revision }, choice);
    return { userId, role: choice, revision: revision + 1 };
  }

  /** Idempotent. @throws BeyondOwnRightsError, LastOwnerError */
  async remove(by: Principal, userId: string): Promise<void> {
    if (isId('usr', userId)) await this.members.remove(by, userId);
  }
}

function toMember({
  user_id: userId,
  email,
  role,
  custom_role_id: customRoleId,
  created_at: since,
  revision,
}: MemberRow): Member {
  // Shown to who may see the members: it is how they know one another.
  return { userId, email, role: choiceOf({ role, customRoleId }), since: since.toISOString(), revision };
}

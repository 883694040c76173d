import type { Principal } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { actorOf } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { InvitationEntity } from '../invitations/invitation.entity.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { lockOrganisation } from '../members/lock-organisation.sql.ts';
import { MemberNotFoundError } from '../members/members.errors.ts';
import { MembershipEntity } from '../users/membership.entity.ts';
import { NoTransferError } from './ownership.errors.ts';
import { OwnershipTransferEntity } from './ownership-transfer.entity.ts';

/**
 * Offered, then accepted by the new owner, or taken back, declined or over. Only the acceptance changes roles, both in one transaction
 * under the organisation's lock, so that there is an owner at every moment and never one who did not agree.
 */
@Injectable()
export class OwnershipRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  async find(tenantId: string, now: Date): Promise<OwnershipTransferEntity> {
    const open = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(OwnershipTransferEntity, { tenantId, expiresAt: MoreThan(now) }),
    );
    if (open === null) throw new NoTransferError();
    return open;
  }

  /** In the place of one that is open. @throws MemberNotFoundError, also for the caller, and when the caller is no member */
  async offer(scope: Principal, toUserId: string, expiresAt: Date): Promise<OwnershipTransferEntity> {
    const { organisationId: tenantId, userId: fromUserId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      const to = await manager.findOneBy(MembershipEntity, { tenantId, userId: toUserId });
      if (to === null || fromUserId === null || fromUserId === toUserId) throw new MemberNotFoundError();
      await manager.delete(OwnershipTransferEntity, { tenantId });
      await manager.insert(OwnershipTransferEntity, { tenantId, fromUserId, toUserId, expiresAt });
      const reader = { userId: toUserId, homeTenantId: to.homeTenantId };
      await this.mail.append(sql, tenantId, { kind: 'ownership-offered', ...reader, expiresAt });
      const made = await manager.findOneByOrFail(OwnershipTransferEntity, { tenantId });
      const entry = { tenantId, actor: actorOf(scope), object: { kind: 'member', id: toUserId } } as const;
      await this.audit.append(sql, { ...entry, action: 'ownership.offered' });
      return made;
    });
  }

  /** The former owner becomes an admin, and invitations that one sent as an owner are dropped. @throws NoTransferError, also when who offered it is no owner any more */
  async accept(tenantId: string, userId: string, now: Date): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      const offer = { tenantId, toUserId: userId, expiresAt: MoreThan(now) };
      const open = await manager.findOneBy(OwnershipTransferEntity, offer);
      if (open === null) throw new NoTransferError();
      const former = { tenantId, userId: open.fromUserId, role: 'owner' as const };
      if (!(await manager.existsBy(MembershipEntity, former))) throw new NoTransferError();
      const revised = { customRoleId: null, revision: () => 'revision + 1' };
      await manager.delete(OwnershipTransferEntity, { tenantId });
      await manager.update(MembershipEntity, { tenantId, userId }, { role: 'owner', ...revised });
      await manager.delete(InvitationEntity, { tenantId, invitedBy: open.fromUserId });
      await manager.update(MembershipEntity, former, { role: 'admin', ...revised });
      const entry = { tenantId, actor: { kind: 'user', id: userId }, object: { kind: 'member', id: userId } } as const;
      await this.audit.append(sql, { ...entry, action: 'ownership.accepted', facts: { from: open.fromUserId } });
    });
  }

  /** Taken back by an owner, or declined by the member it was offered to (`onlyTo`). @throws NoTransferError */
  async end(scope: Principal, onlyTo?: string): Promise<void> {
    const { organisationId: tenantId } = scope;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const offer = onlyTo === undefined ? { tenantId } : { tenantId, toUserId: onlyTo };
      const { affected } = await manager.delete(OwnershipTransferEntity, offer);
      if (affected !== 1) throw new NoTransferError();
      const entry = { tenantId, actor: actorOf(scope), object: { kind: 'organisation', id: tenantId } } as const;
      await this.audit.append(sql, {
        ...entry,
        action: `ownership.${onlyTo === undefined ? 'withdrawn' : 'declined'}`,
      });
    });
  }
}

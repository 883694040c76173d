import { newId, type Personal, type UserId } from '@ebbflow/kernel';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { AuditLog } from '../audit/audit-log.ts';
import { EmailChangeEntity } from '../email-changes/email-change.entity.ts';
import { EmailTakenError, LinkInvalidError, WrongPasswordError } from '../identity.errors.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { PasswordResetEntity } from '../password-resets/password-reset.entity.ts';
import { PendingSignInEntity } from '../pending-sign-ins/pending-sign-in.entity.ts';
import { SessionEntity } from '../sessions/session.entity.ts';
import { MembershipEntity } from './membership.entity.ts';
import type { Person } from './person.policy.ts';
import { UserEntity } from './user.entity.ts';

export interface NewUser {
  readonly email: Personal;
  readonly passwordHash: string;
}

@Injectable()
export class UsersRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** The owner of the organisation the account is kept in, within the caller's transaction. @throws EmailTakenError */
  async insert(manager: EntityManager, tenantId: string, user: NewUser): Promise<UserId> {
    const id = newId<UserId>('usr');
    try {
      await manager.insert(UserEntity, { tenantId, id, email: user.email, passwordHash: user.passwordHash });
    } catch (thrown) {
      if (isUniqueViolation(thrown, 'user_email_key')) throw new EmailTakenError();
      throw thrown;
    }
    await manager.insert(MembershipEntity, { tenantId, userId: id, homeTenantId: tenantId, role: 'owner' });
    return id;
  }

  /** The same password hashed anew. False when it was changed since it was compared: the old one must not come back. */
  async updatePasswordHash(
    scope: Person,
    { seenHash, passwordHash }: { seenHash: string; passwordHash: string },
  ): Promise<boolean> {
    const { tenantId, userId } = scope;
    const { affected } = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(UserEntity, { tenantId, id: userId, passwordHash: seenHash }, { passwordHash }),
    );
    return affected === 1;
  }

  /**
   * The new password, and with the same commit the end of every session, of every link to a new one or to another
   * address, and a mail that says so.
   * `resetId`: the link it is changed by; `seenHash`: the current one, as it was compared. Of two who use either at once one gets
   * through. The user's row is locked first, as by everybody who locks several of a person's. @throws LinkInvalidError, WrongPasswordError
   */
  async changePassword(
    scope: Person,
    to: { passwordHash: string; resetId?: string; seenHash?: string },
  ): Promise<void> {
    const { tenantId, userId } = scope;
    const { passwordHash, resetId, seenHash } = to;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const current = { tenantId, id: userId, ...(seenHash === undefined ? {} : { passwordHash: seenHash }) };
      const changed = await manager.update(UserEntity, current, { passwordHash });
      if (changed.affected !== 1) throw new WrongPasswordError();
      if (resetId !== undefined) {
        const { affected } = await manager.delete(PasswordResetEntity, { tenantId, userId, id: resetId });
        if (affected !== 1) throw new LinkInvalidError();
      }
      await manager.delete(PasswordResetEntity, { tenantId, userId });
      // Not those that are done: by them the old address is told.
      await manager.delete(EmailChangeEntity, { tenantId, userId, tokenHash: Not(IsNull()) });
      await manager.delete(SessionEntity, { tenantId, userId });
      await manager.delete(PendingSignInEntity, { tenantId, userId });
      await this.mail.append(sql, tenantId, { kind: 'password-changed', userId });
      const facts = { by: resetId === undefined ? 'person' : 'link' };
      const object = { kind: 'user', id: userId };
      const actor = { kind: 'user', id: userId } as const;
      await this.audit.append(sql, { tenantId, actor, action: 'password.changed', object, facts });
    });
  }

  async find(tenantId: string, userId: string): Promise<UserEntity | undefined> {
    const user = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(UserEntity, { tenantId, id: userId }),
    );
    return user ?? undefined;
  }

  findEmail(tenantId: string, userId: string): Promise<Personal | undefined> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const user = await manager.findOne(UserEntity, {
        select: { email: true, tenantId: true, id: true },
        where: { tenantId, id: userId },
      });
      return user?.email;
    });
  }
}

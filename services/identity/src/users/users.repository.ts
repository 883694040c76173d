import { newId, type Personal, type UserId } from '@ebbflow/kernel';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { AuditLog } from '../audit/audit-log.ts';
import { EmailChangeEntity } from '../email-changes/email-change.entity.ts';
import { EmailTakenError, LinkInvalidError } from '../identity.errors.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { PasswordResetEntity } from '../password-resets/password-reset.entity.ts';
import { PendingSignInEntity } from '../pending-sign-ins/pending-sign-in.entity.ts';
import { SessionEntity } from '../sessions/session.entity.ts';
import { MembershipEntity } from './membership.entity.ts';
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

  async updatePasswordHash(tenantId: string, userId: string, passwordHash: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(UserEntity, { tenantId, id: userId }, { passwordHash }),
    );
  }

  /**
   * The new password, and with the same commit the end of every session, of every link to a new one or to another
   * address, and a mail that says so.
   * `resetId`: the link it is changed by; of two who use it at once one gets through. @throws LinkInvalidError
   */
  async changePassword(
    tenantId: string,
    userId: string,
    to: { passwordHash: string; resetId?: string },
  ): Promise<void> {
    const { passwordHash, resetId } = to;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      if (resetId !== undefined) {
        const { affected } = await manager.delete(PasswordResetEntity, { tenantId, userId, id: resetId });
        if (affected !== 1) throw new LinkInvalidError();
      }
      await manager.delete(PasswordResetEntity, { tenantId, userId });
      await manager.update(UserEntity, { tenantId, id: userId }, { passwordHash });
      await manager.delete(SessionEntity, { tenantId, userId });
      await manager.delete(PendingSignInEntity, { tenantId, userId });
      // Not those that are done: by them the old address is told.
      await manager.delete(EmailChangeEntity, { tenantId, userId, tokenHash: Not(IsNull()) });
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

import { CLOCK, type Clock, newId, type Personal } from '@ebbflow/kernel';
import { Database, isUniqueViolation, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { AuditLog } from '../audit/audit-log.ts';
import { LinkInvalidError } from '../identity.errors.ts';
import { LinkTokens } from '../links/link-tokens.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { MailSubjects } from '../mail/mail-subjects.ts';
import { PasswordResetEntity } from '../password-resets/password-reset.entity.ts';
import { SessionEntity } from '../sessions/session.entity.ts';
import { UserEntity } from '../users/user.entity.ts';
import type { Person } from '../users/person.policy.ts';
import { EmailChangeEntity } from './email-change.entity.ts';
import type { EmailChangeRow } from './find-email-change.sql.ts';

/** How long the old address is kept to be told. */
const TELL_MS = 86_400_000;

@Injectable()
export class EmailChangesRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LinkTokens) private readonly tokens: LinkTokens,
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(AuditLog) private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MailSubjects) subjects: MailSubjects,
  ) {
    for (const kind of ['confirm-address', 'address-changed'] as const)
      subjects.register(kind, async ({ tenant_id: tenantId, subject_id: id }) => {
        const to = await this.findEmail(tenantId, id ?? '');
        return to && { to };
      });
  }

  /** With the mail that has the link in it; an earlier wish of the person is over, but the old address of a change that is done is still told. */
  async insert(scope: Person, wish: { email: Personal; expiresAt: Date }): Promise<void> {
    const { tenantId, userId } = scope;
    const id = newId('emc');
    const createdAt = this.clock.now();
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.delete(EmailChangeEntity, { tenantId, userId, tokenHash: Not(IsNull()) });
      await manager.insert(EmailChangeEntity, {
        ...{ tenantId, id, userId, createdAt, ...wish },
        tokenHash: this.tokens.of(id).hash,
      });
      await this.mail.append(sql, tenantId, { kind: 'confirm-address', subjectId: id, expiresAt: wish.expiresAt });
    });
  }

  /** Whoever has the address already is told that somebody tried; nobody else learns it. */
  async tellHolder(tenantId: string, userId: string): Promise<void> {
    await this.database.withTenant(tenantId, (sql) =>
      this.mail.append(sql, tenantId, { kind: 'already-registered', userId }),
    );
  }

  /** The address changes, once; every session and every link to a new password ends; the old address is told. @throws LinkInvalidError */
  async confirm(tenantId: string, change: EmailChangeRow): Promise<void> {
    const { id, user_id: userId } = change;
    const expiresAt = new Date(this.clock.nowMs() + TELL_MS);
    try {
      await this.database.withTenantEntities(tenantId, async (manager, sql) => {
        // The user's row first, as a new password does it; with a lock that lets rows be added which only refer to it.
        const user = await manager.findOne(UserEntity, {
          where: { tenantId, id: userId },
          lock: { mode: 'for_no_key_update' },
        });
        await manager.delete(PasswordResetEntity, { tenantId, userId });
        const open = await manager.findOne(EmailChangeEntity, {
          where: { tenantId, id },
          lock: { mode: 'pessimistic_write' },
        });
        if (open?.tokenHash === undefined || open.tokenHash === null || user === null) throw new LinkInvalidError();
        await manager.update(UserEntity, { tenantId, id: userId }, { email: open.email });
        await manager.update(EmailChangeEntity, { tenantId, id }, { email: user.email, tokenHash: null, expiresAt });
        await manager.delete(SessionEntity, { tenantId, userId });
        await this.mail.append(sql, tenantId, { kind: 'address-changed', subjectId: id, expiresAt });
        const actor = { kind: 'user', id: userId } as const;
        await this.audit.append(sql, {
          tenantId,
          actor,
          action: 'address.changed',
          object: { kind: 'user', id: userId },
        });
      });
    } catch (thrown) {
      // Somebody else got the address meanwhile; who holds this link learns that it opens nothing.
      if (isUniqueViolation(thrown, 'user_email_key')) throw new LinkInvalidError();
      throw thrown;
    }
  }

  /**
   * Another address, by a request to set it right that was decided; within the caller's transaction. All that follows a changed address follows
   * here, too. False when the account is gone.
   */
  async rectify(manager: EntityManager, sql: SqlClient, scope: Person, email: Personal): Promise<boolean> {
    const { tenantId, userId } = scope;
    const lock = { mode: 'for_no_key_update' } as const;
    const user = await manager.findOne(UserEntity, { where: { tenantId, id: userId }, lock });
    if (user === null) return false;
    const id = newId('emc');
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + TELL_MS);
    await manager.delete(PasswordResetEntity, { tenantId, userId });
    await manager.delete(EmailChangeEntity, { tenantId, userId, tokenHash: Not(IsNull()) });
    await manager.update(UserEntity, { tenantId, id: userId }, { email });
    const told = { tenantId, id, userId, createdAt, email: user.email, expiresAt, tokenHash: null };
    await manager.insert(EmailChangeEntity, told);
    await manager.delete(SessionEntity, { tenantId, userId });
    await this.mail.append(sql, tenantId, { kind: 'address-changed', subjectId: id, expiresAt });
    const actor = { kind: 'system', id: null } as const;
    await this.audit.append(sql, { tenantId, actor, action: 'address.changed', object: { kind: 'user', id: userId } });
    return true;
  }

  async findEmail(tenantId: string, id: string): Promise<Personal | undefined> {
    const change = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(EmailChangeEntity, { tenantId, id }),
    );
    return change?.email;
  }
}

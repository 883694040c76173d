import { newId, type Personal, type UserId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.ts';
import { LinkInvalidError } from '../identity.errors.ts';
import { LinkTokens } from '../links/link-tokens.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { OrganisationEntity } from '../organisations/organisation.entity.ts';
import { UsersRepository } from '../users/users.repository.ts';
import type { RegistrationRow } from './find-registration.sql.ts';
import { RegistrationEntity } from './registration.entity.ts';

export interface NewRegistration {
  readonly email: Personal;
  readonly passwordHash: string;
  readonly expiresAt: Date;
}

@Injectable()
export class RegistrationsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LinkTokens) private readonly tokens: LinkTokens,
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** With the mail that asks to confirm it. */
  async insert(tenantId: string, registration: NewRegistration): Promise<void> {
    const id = newId('reg');
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.insert(RegistrationEntity, { tenantId, id, tokenHash: this.tokens.of(id).hash, ...registration });
      const { expiresAt } = registration;
      await this.mail.append(sql, tenantId, { kind: 'confirm-registration', subjectId: id, expiresAt });
    });
  }

  /** The person who has the address already is told that somebody tried. */
  async tellHolder(tenantId: string, userId: string, expiresAt: Date): Promise<void> {
    await this.database.withTenant(tenantId, (sql) =>
      this.mail.append(sql, tenantId, { kind: 'already-registered', userId, expiresAt }),
    );
  }

  /**
   * The registration becomes an organisation and its owner, once; from where is recorded (C01).
   * @throws LinkInvalidError when it was used, EmailTakenError
   */
  async confirm(
    tenantId: string,
    registration: RegistrationRow,
    { email, clientIp }: { email: Personal; clientIp: string },
  ): Promise<UserId> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(RegistrationEntity, { tenantId, id: registration.id });
      if (affected !== 1) throw new LinkInvalidError();
      await manager.insert(OrganisationEntity, { tenantId, name: 'My organisation' });
      const userId = await this.users.insert(manager, tenantId, { email, passwordHash: registration.password_hash });
      await this.audit.append(sql, {
        tenantId,
        actor: { kind: 'user', id: userId },
        action: 'account.registered',
        object: { kind: 'user', id: userId },
        personal: { subjectId: userId, facts: { clientIp } },
      });
      return userId;
    });
  }

  async findEmail(tenantId: string, id: string): Promise<Personal | undefined> {
    const registration = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(RegistrationEntity, { tenantId, id }),
    );
    return registration?.email;
  }
}

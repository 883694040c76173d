import { newId, type OrganisationId, type UserId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { LinkTokens } from '../links/link-tokens.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import type { Person } from '../users/person.policy.ts';
import { insertPasswordReset } from './insert-password-reset.sql.ts';
import { PasswordResetEntity } from './password-reset.entity.ts';

@Injectable()
export class PasswordResetsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LinkTokens) private readonly tokens: LinkTokens,
    @Inject(MailQueue) private readonly mail: MailQueue,
  ) {}

  /**
   * With the mail that has the link in it. Where nobody has the address the same is done, and as much written, for an organisation that
   * there is not: the message finds no reset when it is due, and goes unsent. So how long it takes tells nothing.
   */
  async insert(scope: Person | undefined, expiresAt: Date): Promise<void> {
    const { tenantId, userId } = scope ?? { tenantId: newId<OrganisationId>('org'), userId: newId<UserId>('usr') };
    const id = newId('pwr');
    const reader = scope && { userId };
    await this.database.withTenant(tenantId, async (sql) => {
      await sql.query(insertPasswordReset, [tenantId, id, userId, this.tokens.of(id).hash, expiresAt]);
      await this.mail.append(sql, tenantId, { kind: 'password-reset', ...reader, subjectId: id, expiresAt });
    });
  }

  exists(tenantId: string, id: string): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.existsBy(PasswordResetEntity, { tenantId, id }),
    );
  }
}

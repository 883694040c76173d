import { newId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { LinkTokens } from '../links/link-tokens.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { PasswordResetEntity } from './password-reset.entity.ts';

@Injectable()
export class PasswordResetsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LinkTokens) private readonly tokens: LinkTokens,
    @Inject(MailQueue) private readonly mail: MailQueue,
  ) {}

  /** With the mail that has the link in it. */
  async insert(tenantId: string, userId: string, expiresAt: Date): Promise<void> {
    const id = newId('pwr');
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.insert(PasswordResetEntity, {
        tenantId,
        id,
        userId,
        tokenHash: this.tokens.of(id).hash,
        expiresAt,
      });
      await this.mail.append(sql, tenantId, { kind: 'password-reset', userId, subjectId: id, expiresAt });
    });
  }

  exists(tenantId: string, id: string): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.existsBy(PasswordResetEntity, { tenantId, id }),
    );
  }
}

import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { MailKind } from '../mail/mail-kinds.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { listOwners, type OwnerRow } from './list-owners.sql.ts';

/** Messages about the contract go to those who own the organisation. */
@Injectable()
export class OwnerMails {
  constructor(@Inject(MailQueue) private readonly mail: MailQueue) {}

  /** Within the caller's transaction. */
  async append(
    sql: SqlClient,
    tenantIds: readonly string[],
    mail: { kind: MailKind; subjectId?: string },
  ): Promise<void> {
    const owners = await sql.query<OwnerRow>(listOwners, [tenantIds]);
    for (const { tenant_id: tenantId, user_id: userId, home_tenant_id: homeTenantId } of owners)
      await this.mail.append(sql, tenantId, { ...mail, userId, homeTenantId });
  }
}

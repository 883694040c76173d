import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { StaffReading } from '../audit/staff-access.ts';
import { claimMails, type MailRow } from './claim-mails.sql.ts';
import { deleteMail } from './delete-mail.sql.ts';
import { listMails } from './list-mails.sql.ts';
import { putOffMail } from './put-off-mail.sql.ts';

/** The queue as the sender and the operator see it: across tenants, under the worker role. */
@Injectable()
export class WaitingMails {
  constructor(@Inject(Database) private readonly database: Database) {}

  claim(due: { now: Date; leaseEnd: Date; most: number }): Promise<MailRow[]> {
    return this.database.asWorker((sql) => sql.query<MailRow>(claimMails, [due.now, due.leaseEnd, due.most]));
  }

  list(_reading: StaffReading, now: Date, most: number): Promise<MailRow[]> {
    return this.database.asWorker((sql) => sql.query<MailRow>(listMails, [now, most]));
  }

  async putOff(tenantId: string, id: string, dueAt: Date): Promise<void> {
    await this.database.asWorker((sql) => sql.query(putOffMail, [tenantId, id, dueAt]));
  }

  /** With what is to be noted about a message that was sent, in one transaction. */
  async delete(tenantId: string, id: string, onSent?: (sql: SqlClient) => Promise<void>): Promise<void> {
    await this.database.asWorker(async (sql) => {
      await sql.query(deleteMail, [tenantId, id]);
      await onSent?.(sql);
    });
  }
}

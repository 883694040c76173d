import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { insertMail } from './insert-mail.sql.ts';
import { type MailKind, purposeOf } from './mail-kinds.ts';

/** A message about nothing that expires is tried for a day. */
const DAY_MS = 86_400_000;

export interface QueuedMail {
  readonly kind: MailKind;
  readonly userId?: string;
  /** The organisation in which that person's account is kept. Default the one the message is about. */
  readonly homeTenantId?: string;
  readonly subjectId?: string;
  /** Not before then. Default at once. */
  readonly notBefore?: Date;
  /** When it is of no use any more. Default a day after it is due. */
  readonly expiresAt?: Date;
}

/** Leaves a message to be sent, within the caller's transaction: it is sent if and only if that commits. */
@Injectable()
export class MailQueue {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws DefectError `IDENTITY.MAIL_WITHOUT_PURPOSE` */
  async append(sql: SqlClient, tenantId: string, mail: QueuedMail): Promise<void> {
    const { kind, userId = null, homeTenantId = tenantId, subjectId = null } = mail;
    const { notBefore: due = this.clock.now(), expiresAt } = mail;
    purposeOf(kind);
    const end = expiresAt ?? new Date(due.getTime() + DAY_MS);
    const reader = [userId, userId === null ? null : homeTenantId];
    await sql.query(insertMail, [tenantId, newId('mal'), kind, ...reader, subjectId, due, this.clock.now(), end]);
  }
}

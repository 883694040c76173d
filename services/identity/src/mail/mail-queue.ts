import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { insertMail } from './insert-mail.sql.ts';
import type { MailKind } from './mail-kinds.ts';

/** A message about nothing that expires is tried for a day. */
const DAY_MS = 86_400_000;

export interface QueuedMail {
  readonly kind: MailKind;
  readonly userId?: string;
  readonly subjectId?: string;
  /** When it is of no use any more. Default in a day. */
  readonly expiresAt?: Date;
}

/** Leaves a message to be sent, within the caller's transaction: it is sent if and only if that commits. */
@Injectable()
export class MailQueue {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async append(sql: SqlClient, tenantId: string, mail: QueuedMail): Promise<void> {
    const { kind, userId = null, subjectId = null, expiresAt } = mail;
    const end = expiresAt ?? new Date(this.clock.nowMs() + DAY_MS);
    await sql.query(insertMail, [tenantId, newId('mal'), kind, userId, subjectId, this.clock.now(), end]);
  }
}

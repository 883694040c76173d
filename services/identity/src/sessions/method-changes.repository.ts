import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import type { NewAuditEntry } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { EmailChangeEntity } from '../email-changes/email-change.entity.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { SessionEntity } from './session.entity.ts';

/** Whoever changes how to sign in, and the session it is asked in, which stays. */
export interface ProvenPerson {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
}

/**
 * What follows whenever a way to sign in comes or goes, within the same transaction: the person's other sessions end, and the link to
 * another address, for one of them may be a stranger's who prepares to stay; the person is told by mail; and the audit log says so.
 */
@Injectable()
export class MethodChangesRepository {
  constructor(
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** Last in the transaction, because of the audit log. */
  async note(
    manager: EntityManager,
    sql: SqlClient,
    person: ProvenPerson,
    change: Pick<NewAuditEntry, 'action' | 'object' | 'facts'>,
  ): Promise<void> {
    const { tenantId, userId, sessionId } = person;
    await manager.delete(EmailChangeEntity, { tenantId, userId, tokenHash: Not(IsNull()) });
    await manager.delete(SessionEntity, { tenantId, userId, id: Not(sessionId) });
    await this.mail.append(sql, tenantId, { kind: 'sign-in-methods-changed', userId });
    await this.audit.append(sql, { tenantId, actor: { kind: 'user', id: userId }, ...change });
  }
}

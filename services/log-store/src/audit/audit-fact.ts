import { actorOf, type AuditFact, logStoreAuditRecorded, type Principal } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';

/** What somebody did here, for the organisation's audit log. Names are the person's own and not in it. */
export function auditFact(by: Principal, done: Omit<AuditFact, 'tenantId' | 'actor'>, clock: Clock): OutboxEvent {
  const { organisationId: tenantId } = by;
  const data = { tenantId, actor: actorOf(by), ...done };
  return createEvent(logStoreAuditRecorded, data, { tenantId, subject: done.object.id, clock });
}

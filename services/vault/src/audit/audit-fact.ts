import { actorOf, type AuditFact, type Principal, vaultAuditRecorded } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';

type Done = Omit<AuditFact, 'tenantId' | 'actor'>;

/** What somebody did here, for the organisation's audit log. Names are the person's own and not in it. */
export function auditFact(by: Principal, done: Done, clock: Clock): OutboxEvent {
  return recorded({ tenantId: by.organisationId, actor: actorOf(by), ...done }, clock);
}

/** The same of what nobody of the organisation did: whoever runs the installation, or a rule of it. */
export function systemFact(tenantId: string, done: Done, clock: Clock): OutboxEvent {
  return recorded({ tenantId, actor: { kind: 'system', id: null }, ...done }, clock);
}

function recorded(data: AuditFact, clock: Clock): OutboxEvent {
  return createEvent(vaultAuditRecorded, data, { tenantId: data.tenantId, subject: data.object.id, clock });
}

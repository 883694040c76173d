import { actorOf, type Principal, vaultAuditRecorded } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';

interface ConnectionDone {
  readonly id: string;
  readonly what: 'created' | 'changed' | 'removed';
  readonly facts?: Readonly<Record<string, string | boolean>>;
}

/** What somebody did to a connection, for the organisation's audit log. Its name is the person's own and not in it. */
export function connectionFact(by: Principal, { id, what, facts }: ConnectionDone, clock: Clock): OutboxEvent {
  const { organisationId: tenantId } = by;
  const object = { kind: 'connection', id };
  const data = { tenantId, actor: actorOf(by), action: `connection.${what}`, object, ...(facts && { facts }) };
  return createEvent(vaultAuditRecorded, data, { tenantId, subject: id, clock });
}

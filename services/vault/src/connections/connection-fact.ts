import type { Principal } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import { auditFact } from '../audit/audit-fact.ts';

interface ConnectionDone {
  readonly id: string;
  readonly what: 'created' | 'changed' | 'removed';
  readonly facts?: Readonly<Record<string, string | boolean>>;
}

/** What somebody did to a connection, for the organisation's audit log. */
export function connectionFact(by: Principal, { id, what, facts }: ConnectionDone, clock: Clock): OutboxEvent {
  return auditFact(
    by,
    { action: `connection.${what}`, object: { kind: 'connection', id }, ...(facts && { facts }) },
    clock,
  );
}

import { retentionAuditRecorded } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';

interface Happened {
  readonly erasureId: string;
  readonly what: 'planned' | 'approved' | 'withdrawn' | 'begun' | 'shredded' | 'deleted' | 'certified';
  /** `Eyes.eyes`; left out: the machine. */
  readonly by?: string;
  /** In whose logs it stands. */
  readonly in: readonly (string | null)[];
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Each change of an erasure, for the audit logs of whom it concerns. Of the subject it says the kind and nothing else. */
export function erasureFacts({ erasureId, what, by, facts, in: organisations }: Happened, clock: Clock): OutboxEvent[] {
  return [...new Set(organisations)].flatMap((tenantId) => {
    if (tenantId === null || tenantId === '') return [];
    const data = {
      ...{ tenantId, actor: actorOf(by), action: `erasure.${what}`, object: { kind: 'erasure', id: erasureId } },
      ...(facts === undefined ? {} : { facts: { ...facts } }),
    };
    return [createEvent(retentionAuditRecorded, data, { tenantId, subject: erasureId, clock })];
  });
}

function actorOf(by: string | undefined): { kind: 'user' | 'api-token' | 'system'; id: string | null } {
  if (by === undefined) return { kind: 'system', id: null };
  return by.startsWith('user:') ? { kind: 'user', id: by.slice('user:'.length) } : { kind: 'api-token', id: null };
}

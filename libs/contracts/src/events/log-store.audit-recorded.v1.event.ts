import { auditFactSchema } from '../audit-fact.ts';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/** Something was done in this service that belongs into the organisation's audit log, which identity keeps. */
export const logStoreAuditRecorded = defineEvent({
  producer: 'log-store',
  noun: 'audit',
  fact: 'audit-recorded',
  version: 1,
  schema: auditFactSchema,
  key: (data) => data.tenantId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    actor: { kind: 'user', id: 'usr_0193f5a0c0de7000800000000000a010' },
    action: 'log-stream.changed',
    object: { kind: 'log-stream', id: 'lst_0193f5a0c0de7000800000000000a011' },
  },
});

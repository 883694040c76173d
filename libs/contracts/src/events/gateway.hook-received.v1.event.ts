import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';
import { sealedSchema } from '../sealed.ts';

/**
 * A webhook was accepted: it is stored, and its sender has been (or is about to be) told so.
 * `sealed` opens to a HookRequest (see hook-request.ts): method, query, headers, body as received.
 */
export const hookReceived = defineEvent({
  producer: 'gateway',
  noun: 'delivery',
  fact: 'hook-received',
  version: 1,
  schema: z.object({
    tenantId: z.string(),
    hookId: z.string(),
    deliveryId: z.string(),
    /** Where it came in; `webhook` when it does not say. */
    door: z.enum(['webhook', 'mail', 'device']).optional(),
    /** The run this delivery is to have when it has had one already: it is replayed. Else the run's id is made from the delivery's. */
    runId: z.string().optional(),
    scenarioId: z.string(),
    receivedAt: z.iso.datetime(),
    sealed: sealedSchema,
    /** Set when the sender's connection is held open for a response module: base URL of the gateway replica that holds it. */
    replyTo: z.string().optional(),
  }),
  key: (data) => data.scenarioId,
  dataClass: 'sealed',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    hookId: 'hok_0193f5a0c0de7000800000000000a002',
    deliveryId: 'dlv_0193f5a0c0de7000800000000000a003',
    scenarioId: 'scn_0193f5a0c0de7000800000000000a004',
    receivedAt: '2026-01-01T00:00:00.000Z',
    sealed: { keyVersion: 1, bytes: 'AAECAw==' },
  },
});

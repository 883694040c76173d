import { z } from 'zod';
import { erasurePhaseSchema } from '../api/retention/erasures.api.ts';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/**
 * Everybody is to forget a subject, and answers with `<service>.erasure-done.v1`. Sent again until all have answered, so doing it twice must
 * change nothing. Whoever is known by values and not by ids is never named in an event; services are asked over HTTP then.
 */
export const erasureOrdered = defineEvent({
  producer: 'retention',
  noun: 'erasure',
  fact: 'erasure-ordered',
  version: 1,
  schema: z.object({
    erasureId: z.string(),
    subject: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('organisation'), tenantId: z.string() }),
      z.object({
        kind: z.literal('user'),
        tenantId: z.string(),
        userId: z.string(),
        memberOf: z.array(z.string()).optional(),
      }),
      z.object({ kind: z.literal('connection'), tenantId: z.string(), connectionId: z.string() }),
      z.object({ kind: z.literal('device'), tenantId: z.string(), deviceId: z.string() }),
    ]),
    phase: erasurePhaseSchema,
  }),
  key: (data) => data.erasureId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    erasureId: 'era_0193f5a0c0de7000800000000000a0e1',
    subject: { kind: 'organisation', tenantId: 'org_0193f5a0c0de7000800000000000a001' },
    phase: 'shred',
  },
});

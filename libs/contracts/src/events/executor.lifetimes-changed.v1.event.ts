import { z } from 'zod';
import { shortenedCategorySchema } from '../api/executor/lifetimes.api.ts';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/**
 * How long what is retained of an organisation is kept from now on, where that is shorter than the notice says: what has changed, and not
 * all of it. Also what is stored already follows. The last word on a scope is the one that holds.
 */
export const lifetimesChanged = defineEvent({
  producer: 'executor',
  noun: 'lifetime',
  fact: 'lifetimes-changed',
  version: 1,
  schema: z.object({
    tenantId: z.string(),
    scopes: z
      .array(
        z.object({
          /** Null for all of the organisation. A scenario is kept for the shorter of its own and that of the organisation. */
          scenarioId: z.string().nullable(),
          /** Whole days by category; a category that is left out, and all of an empty one, is not shortened here any more. */
          days: z.partialRecord(shortenedCategorySchema, z.int().positive()),
        }),
      )
      .max(1_000),
  }),
  key: (data) => data.tenantId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    scopes: [{ scenarioId: 'scn_0193f5a0c0de7000800000000000a004', days: { 'execution-details': 14 } }],
  },
});

import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/**
 * The provider takes the tokens of a connection no longer: a person has to authorise it again. Whoever has work that needs it tells
 * the owner of that work.
 */
export const connectionAuthorisationNeeded = defineEvent({
  producer: 'vault',
  noun: 'connection',
  fact: 'connection-authorisation-needed',
  version: 1,
  schema: z.object({ tenantId: z.string(), connectionId: z.string() }),
  key: (data) => data.connectionId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    connectionId: 'con_0193f5a0c0de7000800000000000a009',
  },
});

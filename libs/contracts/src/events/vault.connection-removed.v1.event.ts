import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/**
 * A connection was removed, and all that vault had of it (C04). Whoever has anything tied to it deletes that, and takes what
 * cannot work without it out of service.
 */
export const connectionRemoved = defineEvent({
  producer: 'vault',
  noun: 'connection',
  fact: 'connection-removed',
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

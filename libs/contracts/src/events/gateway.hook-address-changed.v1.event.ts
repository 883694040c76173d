import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/**
 * A hook has a new address, and the old one is closed. The address itself is not in the event: who knows it may send, so whoever
 * shows it asks the gateway.
 */
export const hookAddressChanged = defineEvent({
  producer: 'gateway',
  noun: 'delivery',
  fact: 'hook-address-changed',
  version: 1,
  schema: z.object({ tenantId: z.string(), hookId: z.string(), scenarioId: z.string() }),
  key: (data) => data.scenarioId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    hookId: 'hok_0193f5a0c0de7000800000000000a002',
    scenarioId: 'scn_0193f5a0c0de7000800000000000a004',
  },
});

import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/**
 * A device has turned location off (or was unpaired): these deliveries held where it was, and are deleted. Whoever has anything that
 * came of them deletes it too. Has the key of the deliveries, and so comes after them.
 */
export const locationErased = defineEvent({
  producer: 'gateway',
  noun: 'delivery',
  fact: 'location-erased',
  version: 1,
  schema: z.object({
    tenantId: z.string(),
    scenarioId: z.string(),
    deviceId: z.string(),
    deliveryIds: z.array(z.string()),
    /** Runs of a schedule that took one of them among others. */
    runIds: z.array(z.string()),
  }),
  key: (data) => data.scenarioId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    scenarioId: 'scn_0193f5a0c0de7000800000000000a004',
    deviceId: 'dev_0193f5a0c0de7000800000000000a007',
    deliveryIds: ['dlv_0193f5a0c0de7000800000000000a003'],
    runIds: [],
  },
});

import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/**
 * What went through these runs may be kept no longer, though their time is not over: a device has turned location off, or a connection that
 * they worked with was removed (C04). That they happened stays. Has the key of `run-finished`, and so comes after it: runs of other scenarios
 * that came out of these have events of their own. What came out of them longer ago than the executor remembers is meant too.
 */
export const runsErased = defineEvent({
  producer: 'executor',
  noun: 'run',
  fact: 'runs-erased',
  version: 1,
  schema: z.object({
    tenantId: z.string(),
    scenarioId: z.string(),
    /** All runs that are known to be meant. */
    runIds: z.array(z.string()),
    /** And all that came of these deliveries, replays too. */
    deliveryIds: z.array(z.string()),
    /** And all of the scenario that ran one of these versions, however long ago. */
    scenarioVersions: z.array(z.int().positive()).optional(),
  }),
  key: (data) => data.scenarioId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    scenarioId: 'scn_0193f5a0c0de7000800000000000a004',
    runIds: ['run_0193f5a0c0de7000800000000000a005'],
    deliveryIds: ['dlv_0193f5a0c0de7000800000000000a003'],
  },
});

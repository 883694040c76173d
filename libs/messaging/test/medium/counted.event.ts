import { defineEvent } from '@ebbflow/contracts';
import { Duration } from '@ebbflow/kernel';
import { z } from 'zod';

/** A fact with a number, to see order and gaps. No service of the topology consumes its topic. */
export const counted = defineEvent({
  producer: 'gateway',
  noun: 'test-count',
  fact: 'counted',
  version: 1,
  schema: z.object({ series: z.string(), position: z.int(), padding: z.string().optional() }),
  key: (data) => data.series,
  dataClass: 'none',
  retention: Duration.ofHours(1),
  example: { series: 'a', position: 1 },
});

import { defineEvent } from '@ebbflow/contracts';
import { Duration } from '@ebbflow/kernel';
import { z } from 'zod';

const schema = z.object({ series: z.string(), position: z.int(), padding: z.string().optional() });
export type Counted = z.infer<typeof schema>;

/** A fact with a number, to see order and gaps. No service of the topology consumes its topic. */
export const counted = countedOn('test-count');

/** The same on a topic of its own, for suites that share one broker. */
export function countedOn(noun: string) {
  return defineEvent({
    producer: 'gateway',
    noun,
    fact: 'counted',
    version: 1,
    schema,
    key: (data) => data.series,
    dataClass: 'none',
    retention: Duration.ofHours(1),
    example: { series: 'a', position: 1 },
  });
}

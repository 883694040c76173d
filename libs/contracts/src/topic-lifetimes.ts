import { Duration } from '@ebbflow/kernel';

// Written by tools/generators/write-topic-lifetimes.mjs from libs/policy/policy/retention.yaml; change it there.

/** Events between services, from when the event was published. */
export const EVENT_LIFETIME: Duration = Duration.parse('P2D');

/** Events that could not be handled, from when it was given up. */
export const DEAD_LETTER_LIFETIME: Duration = Duration.parse('P7D');

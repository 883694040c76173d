import type { Statement } from '@ebbflow/persistence';

/**
 * The relay's session writes nothing but how far it has come, and need not wait for the disk to say so: a cursor that a
 * crash of the database takes back leads to events that are published again, which consumers drop by their id. Waiting
 * was one flush on the way of every event, for those of all tenants in turn.
 */
export const outboxSession: Statement = {
  name: 'outbox-session',
  text: `select set_config('synchronous_commit', 'off', false)`,
};

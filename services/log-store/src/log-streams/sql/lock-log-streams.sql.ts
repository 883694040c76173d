import type { Statement } from '@ebbflow/persistence';

/** A statement of its own before the insert: one that locks and counts at once counts as of before it waited. */
export const lockLogStreams: Statement = {
  name: 'lock-log-streams',
  text: `select pg_advisory_xact_lock(hashtextextended('log-streams ' || $1, 0)) is null as locked`,
};

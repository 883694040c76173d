import type { Statement } from '@ebbflow/persistence';

/** A statement of its own before the insert: one that locks and counts at once counts as of before it waited. */
export const lockHookSecrets: Statement = {
  name: 'lock-hook-secrets',
  text: `select pg_advisory_xact_lock(hashtextextended($1 || $2, 0)) is null as locked`,
};

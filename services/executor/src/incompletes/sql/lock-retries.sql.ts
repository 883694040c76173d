import type { Statement } from '@ebbflow/persistence';

/** One process at a time decides what is retried, so that the bound of retries in parallel holds across all of them. */
export const lockRetries: Statement = {
  name: 'lock-retries',
  text: `select pg_try_advisory_xact_lock(hashtextextended('ebbflow.executor.retries', 0)) as locked`,
};

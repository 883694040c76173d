import type { Statement } from '@ebbflow/persistence';

/** Until the end of the transaction. $1 what is removed */
export const lockRemoval: Statement = {
  name: 'lock-removal',
  text: `select pg_advisory_xact_lock(hashtextextended('removal of ' || $1, 7106))`,
};

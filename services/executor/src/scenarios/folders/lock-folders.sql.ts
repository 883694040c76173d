import type { Statement } from '@ebbflow/persistence';

/**
 * One at a time may change the shape of a tenant's tree, until the transaction ends: two moves that are each allowed could make a circle
 * together. Rows cannot be locked instead, because one that is being inserted is not seen.
 */
export const lockFolders: Statement = {
  name: 'lock-folders',
  text: `select pg_advisory_xact_lock(hashtextextended('executor.scenario_folder/' || $1::text, 0))`,
};

import type { Statement } from '@ebbflow/persistence';

/** A row when more than $1 runs are due. Reads that many entries of the index, so it is asked seldom. */
export const findBacklog: Statement = {
  name: 'find-backlog',
  text: `select 1 as found from executor.run where due_at <= now() offset $1 limit 1`,
};

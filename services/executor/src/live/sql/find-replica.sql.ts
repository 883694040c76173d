import type { Statement } from '@ebbflow/persistence';

export const findReplica: Statement = {
  name: 'find-replica',
  text: `select url from executor.replica where owner = $1`,
};

import type { Statement } from '@ebbflow/persistence';

export const removeReplica: Statement = {
  name: 'remove-replica',
  text: `delete from executor.replica where owner = $1`,
};

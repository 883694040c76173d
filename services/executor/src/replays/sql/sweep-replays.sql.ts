import type { Statement } from '@ebbflow/persistence';

export const sweepReplays: Statement = {
  name: 'sweep-replays',
  text: `delete from executor.replay where finished_at < $1`,
};

import type { Statement } from '@ebbflow/persistence';

export const pauseQueue: Statement = {
  name: 'pause-queue',
  text: `
    update gateway.hook set queue_state = 'paused', updated_at = $3 where tenant_id = $1 and id = $2 returning token`,
};

import type { Statement } from '@ebbflow/persistence';

export const openQueue: Statement = {
  name: 'open-queue',
  text: `update gateway.hook set queue_state = 'open' where tenant_id = $1 and id = $2`,
};

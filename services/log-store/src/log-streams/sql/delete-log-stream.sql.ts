import type { Statement } from '@ebbflow/persistence';

export const deleteLogStream: Statement = {
  name: 'delete-log-stream',
  text: `delete from log_store.log_stream where tenant_id = $1 and id = $2 returning id`,
};

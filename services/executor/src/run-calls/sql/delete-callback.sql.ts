import type { Statement } from '@ebbflow/persistence';

export const deleteCallback: Statement = {
  name: 'delete-callback',
  text: `delete from executor.run_callback where tenant_id = $1 and run_id = $2 returning run_id`,
};

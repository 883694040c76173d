import type { Statement } from '@ebbflow/persistence';

export const clearStores: Statement = {
  name: 'clear-data-stores',
  text: `delete from executor.data_store_record where tenant_id = $1 and store_id = any($2::text[])`,
};

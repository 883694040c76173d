import type { Statement } from '@ebbflow/persistence';

export const findExistingStores: Statement = {
  name: 'find-existing-data-stores',
  text: `select id from executor.data_store where tenant_id = $1 and id = any($2::text[])`,
};

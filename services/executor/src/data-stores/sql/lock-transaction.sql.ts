import type { Statement } from '@ebbflow/persistence';

export const lockTransaction: Statement = {
  name: 'lock-data-store-transaction',
  text: `select state from executor.data_store_transaction where tenant_id = $1 and id = $2 for update`,
};

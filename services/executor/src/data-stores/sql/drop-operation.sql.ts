import type { Statement } from '@ebbflow/persistence';

export const dropOperation: Statement = {
  name: 'drop-data-store-operation',
  text: `
    delete from executor.data_store_change
    where tenant_id = $1 and transaction_id = $2 and operation_id = $3`,
};

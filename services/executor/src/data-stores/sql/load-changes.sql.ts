import type { Statement } from '@ebbflow/persistence';

/** Everything a transaction is to do, in order. */
export const loadChanges: Statement = {
  name: 'load-data-store-changes',
  text: `
    select position, operation_id, store_id, kind, overwrites_arrays, key_index, key_sealed, data_sealed, key_version
    from executor.data_store_change
    where tenant_id = $1 and transaction_id = $2
    order by position`,
};

import type { Statement } from '@ebbflow/persistence';

/** Which of these keyed hashes a store has a record for. */
export const findPresentKeys: Statement = {
  name: 'find-present-data-store-keys',
  text: `
    select key_index from executor.data_store_record
    where tenant_id = $1 and store_id = $2 and key_index = any($3::bytea[])`,
};

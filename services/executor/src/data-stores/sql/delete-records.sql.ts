import type { Statement } from '@ebbflow/persistence';

export const deleteRecords: Statement = {
  name: 'delete-data-store-records',
  text: `
    delete from executor.data_store_record
    using unnest($2::text[], $3::bytea[]) as gone (store_id, key_index)
    where data_store_record.tenant_id = $1 and data_store_record.store_id = gone.store_id
      and data_store_record.key_index = gone.key_index`,
};

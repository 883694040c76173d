import type { Statement } from '@ebbflow/persistence';

/** In the order of their primary key, whichever store they are of. */
export const listRecordsToSearch: Statement = {
  name: 'list-records-to-search',
  text: `
    select store_id, key_index, key_sealed, data_sealed, key_version, revision, updated_at, updated_by,
      octet_length(key_sealed) + octet_length(data_sealed) as bytes
    from executor.data_store_record
    where tenant_id = $1 and (store_id, key_index) > ($2, $3::bytea)
    order by store_id, key_index limit 100`,
};

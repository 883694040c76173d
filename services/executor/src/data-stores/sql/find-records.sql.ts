import type { Statement } from '@ebbflow/persistence';

/** Records by store ($2) and keyed hash ($3), side by side. */
export const findRecords: Statement = {
  name: 'find-data-store-records',
  text: `
    select record.store_id, record.key_index, record.key_sealed, record.data_sealed, record.key_version, record.revision,
      record.updated_at, record.updated_by,
      octet_length(record.key_sealed) + octet_length(record.data_sealed) as bytes
    from unnest($2::text[], $3::bytea[]) as asked (store_id, key_index)
    join executor.data_store_record as record
      on record.tenant_id = $1 and record.store_id = asked.store_id and record.key_index = asked.key_index`,
};

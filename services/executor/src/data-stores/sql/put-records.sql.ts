import type { Statement } from '@ebbflow/persistence';

/** $7: who did it, null for a run; $8: when. */
export const putRecords: Statement = {
  name: 'put-data-store-records',
  text: `
    insert into executor.data_store_record
      (tenant_id, store_id, key_index, key_sealed, data_sealed, key_version, updated_by, updated_at)
    select $1, store_id, key_index, key_sealed, data_sealed, key_version, $7, $8
    from unnest($2::text[], $3::bytea[], $4::bytea[], $5::bytea[], $6::integer[])
      as given (store_id, key_index, key_sealed, data_sealed, key_version)
    on conflict (tenant_id, store_id, key_index) do update
      set key_sealed = excluded.key_sealed, data_sealed = excluded.data_sealed, key_version = excluded.key_version,
        revision = data_store_record.revision + 1, updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
};

import type { Statement } from '@ebbflow/persistence';

/**
 * The next page of a store from after a keyed hash: up to $4 records, and no more of them than weigh $5 bytes (but one), so that a
 * page has bounds whatever the records weigh. Lengths of sealed bytes are read off without reading them.
 */
export const scanRecords: Statement = {
  name: 'scan-data-store-records',
  text: `
    with next as (
      select store_id, key_index, key_sealed, data_sealed, key_version, revision, updated_at, updated_by,
        octet_length(key_sealed) + octet_length(data_sealed) as bytes
      from executor.data_store_record
      where tenant_id = $1 and store_id = $2 and key_index > $3
      order by key_index
      limit $4
    ), weighed as (
      select next.*, sum(bytes) over (order by key_index) - bytes as bytes_before from next
    )
    select store_id, key_index, key_sealed, data_sealed, key_version, revision, updated_at, updated_by, bytes
    from weighed
    where bytes_before < $5
    order by key_index`,
};

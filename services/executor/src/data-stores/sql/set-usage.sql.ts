import type { Statement } from '@ebbflow/persistence';

export const setUsage: Statement = {
  name: 'set-data-store-usage',
  text: `
    update executor.data_store
    set used_bytes = given.used_bytes, record_count = given.record_count
    from unnest($2::text[], $3::bigint[], $4::bigint[]) as given (id, used_bytes, record_count)
    where data_store.tenant_id = $1 and data_store.id = given.id`,
};

import type { Statement } from '@ebbflow/persistence';

/** How many stores a tenant has and how much room they were given, without the store $2. */
export const sumStores: Statement = {
  name: 'sum-data-stores',
  text: `
    select count(*)::integer as store_count, coalesce(sum(max_bytes), 0)::text as max_bytes
    from executor.data_store
    where tenant_id = $1 and id <> $2`,
};

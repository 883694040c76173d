import type { Statement } from '@ebbflow/persistence';

/**
 * Commits to one store go one after the other: with the store's own row locked nobody adds a key in between, and its usage is
 * exact. In the order of ids, so that two commits never wait for each other.
 */
export const lockStores: Statement = {
  name: 'lock-data-stores',
  text: `
    select id, max_bytes, used_bytes, record_count from executor.data_store
    where tenant_id = $1 and id = any($2::text[])
    order by id
    for no key update`,
};

import type { Statement } from '@ebbflow/persistence';

/** One round trip for a batch of many tenants, by the writer role. */
export const insertSearchKeys: Statement = {
  name: 'insert-search-keys',
  text: `
    insert into log_store.search_key (tenant_id, blind_index, finished_at, run_id)
    select * from unnest($1::text[], $2::bytea[], $3::timestamptz[], $4::text[])
    on conflict do nothing`,
};

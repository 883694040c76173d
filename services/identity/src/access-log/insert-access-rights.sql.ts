import type { Statement } from '@ebbflow/persistence';

/** One array for each column, in their order here. */
export const insertAccessRights: Statement = {
  name: 'identity.insert-access-rights',
  text: `insert into identity.access_rights (tenant_id, seen_on, id, rights)
    select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::jsonb[])
    on conflict do nothing`,
};

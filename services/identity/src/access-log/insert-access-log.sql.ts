import type { Statement } from '@ebbflow/persistence';

/** Of many organisations at once; one that is there already came twice. One array for each column, in their order here. */
export const insertAccessLog: Statement = {
  name: 'identity.insert-access-log',
  text: `insert into identity.access_log (tenant_id, occurred_at, id, actor_kind, user_id, api_token_id, session_id, rights_id,
      service, method, route, scope, object_id, status)
    select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::smallint[])
    on conflict do nothing`,
};

import type { Statement } from '@ebbflow/persistence';

export const insertActivity: Statement = {
  name: 'insert-activity',
  text: `
    insert into log_store.activity (tenant_id, run_id, occurred_at, scenario_id, status, kind)
    select tenant_id, run_id, occurred_at, scenario_id, status, 'run-finished'
      from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[])
        as t(tenant_id, run_id, occurred_at, scenario_id, status)
    on conflict do nothing`,
};

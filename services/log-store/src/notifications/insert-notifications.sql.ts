import type { Statement } from '@ebbflow/persistence';

export const insertNotifications: Statement = {
  name: 'insert-notifications',
  text: `
    insert into log_store.notification
      (tenant_id, id, raised_at, kind, severity, scenario_id, run_id, module_id, error_class, facts)
    select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[],
      $10::jsonb[])
    on conflict do nothing`,
};

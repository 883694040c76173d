import type { Statement } from '@ebbflow/persistence';

/** By the worker: many tenants at once, one row a scope. $1 tenants, $2 scenarios, $3 to $7 days by category in the order of the columns. */
export const saveLifetimes = (schema: string): Statement => ({
  name: 'save-lifetimes',
  text: `
    insert into ${schema}.lifetime
      (tenant_id, scenario_id, gateway_logs, incomplete_runs, notifications, activity, execution_details)
    select * from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[])
    on conflict (tenant_id, scenario_id) do update
      set gateway_logs = excluded.gateway_logs, incomplete_runs = excluded.incomplete_runs, notifications = excluded.notifications,
          activity = excluded.activity, execution_details = excluded.execution_details`,
});

import type { Statement } from '@ebbflow/persistence';

/** What a batch of runs left in logs, one row per tenant and day; answers the new sums. In one order everywhere, because the rows stay locked until the commit. */
export const addLogUsage: Statement = {
  name: 'add-log-usage',
  text: `
    with used as (
      insert into executor.log_usage as usage (tenant_id, day, bytes)
      select * from unnest($1::text[], $2::date[], $3::bigint[]) order by 1, 2
      on conflict (tenant_id, day) do update set bytes = usage.bytes + excluded.bytes
      returning tenant_id, day, bytes, warned_percent
    )
    select used.tenant_id as "tenantId", used.day::text, used.bytes::float8, used.warned_percent as "warnedPercent", plan.plan
    from used left join executor.tenant_plan as plan on plan.tenant_id = used.tenant_id`,
};

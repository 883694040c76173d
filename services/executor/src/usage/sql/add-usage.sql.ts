import type { Statement } from '@ebbflow/persistence';

/** What a batch of runs used, one row per tenant and month; answers the new sums with what decides about warnings. In one order everywhere, because the rows stay locked until the commit. */
export const addUsage: Statement = {
  name: 'add-usage',
  text: `
    with used as (
      insert into executor.usage_month as month (tenant_id, period, operations, transfer_bytes)
      select * from unnest($1::text[], $2::date[], $3::bigint[], $4::bigint[]) order by 1, 2
      on conflict (tenant_id, period) do update
        set operations = month.operations + excluded.operations, transfer_bytes = month.transfer_bytes + excluded.transfer_bytes
      returning tenant_id, period, operations, transfer_bytes, warned_percent
    )
    select used.tenant_id, used.period::text, used.operations::float8, used.transfer_bytes::float8, used.warned_percent, plan.plan
    from used left join executor.tenant_plan as plan on plan.tenant_id = used.tenant_id`,
};

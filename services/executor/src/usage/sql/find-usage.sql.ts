import type { Statement } from '@ebbflow/persistence';

/** One row, also for a tenant that used nothing yet. */
export const findUsage: Statement = {
  name: 'find-usage',
  text: `
    select coalesce(month.operations, 0)::float8 as operations, coalesce(month.transfer_bytes, 0)::float8 as transfer_bytes,
      plan.plan, plan.held_until
    from (select $1::text as tenant_id) as tenant
    left join executor.usage_month as month on month.tenant_id = tenant.tenant_id and month.period = $2::date
    left join executor.tenant_plan as plan on plan.tenant_id = tenant.tenant_id`,
};

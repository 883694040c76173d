import type { Statement } from '@ebbflow/persistence';

/** One row, also for a tenant that left nothing yet. */
export const findLogUsage: Statement = {
  name: 'find-log-usage',
  text: `
    select coalesce(usage.bytes, 0)::float8 as bytes, plan.plan
    from (select $1::text as tenant_id) as tenant
    left join executor.log_usage as usage on usage.tenant_id = tenant.tenant_id and usage.day = $2::date
    left join executor.tenant_plan as plan on plan.tenant_id = tenant.tenant_id`,
};

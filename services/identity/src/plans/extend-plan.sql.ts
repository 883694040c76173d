import type { Statement } from '@ebbflow/persistence';

/** One month more of a plan, by the calendar in UTC, after what is paid already. $1 tenant, $2 plan, $3 order, $4 now */
export const extendPlan: Statement = {
  name: 'identity.extend-plan',
  text: `update identity.organisation_plan set plan = $2, order_id = $3, tell_at = $4, updated_at = $4,
      paid_until = ((greatest(coalesce(paid_until, $4), $4) at time zone 'UTC') + interval '1 month') at time zone 'UTC'
    where tenant_id = $1
    returning paid_until`,
};

import type { Plan } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface LapsedPlanRow {
  readonly tenant_id: string;
  readonly plan: Plan;
}

/** Plans nobody pays for any more become free. $1 now, $2 now less the grace of those a payment is awaited for */
export const lapsePlans: Statement = {
  name: 'identity.lapse-plans',
  text: `update identity.organisation_plan as plan
    set plan = 'free', order_id = null, paid_until = null, paid_amount_minor = null, paid_currency = null, tell_at = $1, updated_at = $1
    from (select tenant_id, plan from identity.organisation_plan
      where paid_until <= $1 and (order_id is null or paid_until <= $2) for update skip locked) as due
    where plan.tenant_id = due.tenant_id
    returning due.tenant_id, due.plan`,
};

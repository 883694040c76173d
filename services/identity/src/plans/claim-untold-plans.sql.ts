import type { Plan } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface UntoldPlanRow {
  readonly tenant_id: string;
  readonly plan: Plan | null;
}

/** Plans the executor does not know of yet, each for one replica until a lease ends. $1 now, $2 end of the lease, $3 how many at most */
export const claimUntoldPlans: Statement = {
  name: 'identity.claim-untold-plans',
  text: `update identity.organisation_plan as plan set tell_at = $2
    from (select tenant_id from identity.organisation_plan where told_plan is distinct from plan and tell_at <= $1
      order by tell_at limit $3 for update skip locked) as due
    where plan.tenant_id = due.tenant_id
    returning plan.tenant_id, plan.plan`,
};

import type { Statement } from '@ebbflow/persistence';

/**
 * What is paid for from now on. Which order is chosen stays as it is: a payment for one that was given up does not choose it again.
 * $1 tenant, $2 plan, $3 until, $4 what a month of it cost, $5 currency, $6 now
 */
export const extendPlan: Statement = {
  name: 'identity.extend-plan',
  text: `update identity.organisation_plan
    set plan = $2, paid_until = $3, paid_amount_minor = $4, paid_currency = $5, tell_at = $6, updated_at = $6
    where tenant_id = $1`,
};

import type { Plan } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface LockedPlanRow {
  readonly plan: Plan | null;
  readonly paid_until: Date | null;
  readonly paid_amount_minor: string | null;
  readonly paid_currency: string | null;
}

/** Makes sure that there is a row and takes it until the end of the transaction. $1 tenant, $2 now */
export const lockPlan: Statement = {
  name: 'identity.lock-plan',
  text: `insert into identity.organisation_plan (tenant_id, tell_at, updated_at) values ($1, $2, $2)
    on conflict (tenant_id) do update set updated_at = excluded.updated_at
    returning plan, paid_until, paid_amount_minor, paid_currency`,
};

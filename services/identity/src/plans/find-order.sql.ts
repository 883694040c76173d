import type { Plan } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface OrderRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly plan: Plan;
  readonly amount_minor: string;
  readonly currency: string;
}

/** Across tenants: a signed payment says by its reference whose it is. $1 id */
export const findOrder: Statement = {
  name: 'identity.find-order',
  text: 'select tenant_id, id, plan, amount_minor, currency from identity.payment_order where id = $1',
};

import type { Statement } from '@ebbflow/persistence';

/** Name and address of organisations that pay no more. $1 tenants */
export const forgetBillingDetails: Statement = {
  name: 'identity.forget-billing-details',
  text: 'delete from identity.billing_details where tenant_id = any($1)',
};

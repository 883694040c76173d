import type { Statement } from '@ebbflow/persistence';

/** Across tenants. $1 bootstrap key */
export const findBootstrappedOrganisation: Statement = {
  name: 'identity.find-bootstrapped-organisation',
  text: 'select tenant_id from identity.organisation where bootstrap_key = $1',
};

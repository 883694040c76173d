import type { Statement } from '@ebbflow/persistence';

/** Of two first starts at once one gets its row back, the other nothing. $1 tenant, $2 name, $3 bootstrap key */
export const insertBootstrappedOrganisation: Statement = {
  name: 'identity.insert-bootstrapped-organisation',
  text: `insert into identity.organisation (tenant_id, name, bootstrap_key) values ($1, $2, $3)
    on conflict (bootstrap_key) do nothing
    returning tenant_id`,
};

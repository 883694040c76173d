import type { Statement } from '@ebbflow/persistence';

/** A row if there is one. $1 tenant */
export const existsOrganisation: Statement = {
  name: 'identity.exists-organisation',
  text: 'select 1 from identity.organisation where tenant_id = $1',
};

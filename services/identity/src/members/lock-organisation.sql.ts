import type { Statement } from '@ebbflow/persistence';

/** Whoever comes, goes or gets another role does so one after the other, so that of two owners who leave at once one stays. $1 tenant */
export const lockOrganisation: Statement = {
  name: 'identity.lock-organisation',
  text: 'select tenant_id from identity.organisation where tenant_id = $1 for update',
};

import type { Statement } from '@ebbflow/persistence';

/** One decision of a person at a time, until the end of the transaction. $1 tenant, $2 person */
export const lockConsentingPerson: Statement = {
  name: 'identity.lock-consenting-person',
  text: 'select from identity.user where tenant_id = $1 and id = $2 for no key update',
};

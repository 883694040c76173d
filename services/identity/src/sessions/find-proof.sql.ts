import type { Statement } from '@ebbflow/persistence';

/** When the person of a session last proved to be that person. $1 tenant, $2 user, $3 session */
export const findProof: Statement = {
  name: 'identity.find-proof',
  text: 'select proven_at from identity.session where tenant_id = $1 and user_id = $2 and id = $3',
};

import type { Statement } from '@ebbflow/persistence';

/** The session works in another organisation from the next request on. $1 where the account is kept, $2 user, $3 session, $4 organisation */
export const switchOrganisation: Statement = {
  name: 'identity.switch-organisation',
  text: `update identity.session set current_tenant_id = $4
    where tenant_id = $1 and user_id = $2 and id = $3
    returning id`,
};

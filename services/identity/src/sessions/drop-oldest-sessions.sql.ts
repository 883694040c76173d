import type { Statement } from '@ebbflow/persistence';

/** Ends the oldest sessions of a person beyond a number of them. $1 tenant, $2 user, $3 how many stay */
export const dropOldestSessions: Statement = {
  name: 'identity.drop-oldest-sessions',
  text: `delete from identity.session where tenant_id = $1 and user_id = $2 and id in (
      select id from identity.session where tenant_id = $1 and user_id = $2 order by id desc offset $3)`,
};

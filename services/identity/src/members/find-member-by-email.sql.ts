import type { Statement } from '@ebbflow/persistence';

/** Under the worker role, as above. $1 tenant, $2 address */
export const findMemberByEmail: Statement = {
  name: 'identity.find-member-by-email',
  text: `select m.user_id
    from identity.membership m
    join identity.user u on u.tenant_id = m.home_tenant_id and u.id = m.user_id
    where m.tenant_id = $1 and lower(u.email) = lower($2)`,
};

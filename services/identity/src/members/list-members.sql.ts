import type { Statement } from '@ebbflow/persistence';

export interface MemberRow {
  readonly user_id: string;
  readonly email: string;
  readonly role: string;
  readonly custom_role_id: string | null;
  readonly created_at: Date;
  readonly revision: number;
}

/** Under the worker role: accounts of members may be kept in other organisations. $1 tenant, $2 after this user or null, $3 how many */
export const listMembers: Statement = {
  name: 'identity.list-members',
  text: `select m.user_id, u.email, m.role, m.custom_role_id, m.created_at, m.revision
    from identity.membership m
    join identity.user u on u.tenant_id = m.home_tenant_id and u.id = m.user_id
    where m.tenant_id = $1 and ($2::text is null or m.user_id > $2)
    order by m.user_id limit $3`,
};

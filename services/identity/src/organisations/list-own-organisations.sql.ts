import type { Statement } from '@ebbflow/persistence';

export interface OwnOrganisationRow {
  readonly tenant_id: string;
  readonly name: string;
  readonly role: string;
  readonly custom_role_id: string | null;
}

/** Across tenants: a person's memberships. $1 where the account is kept, $2 user */
export const listOwnOrganisations: Statement = {
  name: 'identity.list-own-organisations',
  text: `select m.tenant_id, o.name, m.role, m.custom_role_id
    from identity.membership m
    join identity.organisation o on o.tenant_id = m.tenant_id
    where m.home_tenant_id = $1 and m.user_id = $2
    order by lower(o.name), m.tenant_id`,
};

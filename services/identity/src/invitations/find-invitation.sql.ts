import type { Statement } from '@ebbflow/persistence';

export interface InvitationRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly email: string;
  readonly organisation_name: string;
}

/** Across tenants: the link says which invitation it is for. Only one that is open. $1 hash of the token, $2 now */
export const findInvitation: Statement = {
  name: 'identity.find-invitation',
  text: `select i.tenant_id, i.id, i.email, o.name as organisation_name
    from identity.invitation i
    join identity.organisation o on o.tenant_id = i.tenant_id
    where i.token_hash = $1 and i.expires_at > $2`,
};

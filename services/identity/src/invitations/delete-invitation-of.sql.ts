import type { Statement } from '@ebbflow/persistence';

/** The open or lapsed invitation of an address makes room for another. $1 tenant, $2 address */
export const deleteInvitationOf: Statement = {
  name: 'identity.delete-invitation-of',
  text: 'delete from identity.invitation where tenant_id = $1 and lower(email) = lower($2)',
};

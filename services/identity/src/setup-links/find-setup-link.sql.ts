import type { Statement } from '@ebbflow/persistence';

/** Across tenants: the link says which organisation it is for. Only one that is still open. $1 hash of the token, $2 now */
export const findSetupLink: Statement = {
  name: 'identity.find-setup-link',
  text: 'select tenant_id from identity.setup_link where token_hash = $1 and used_at is null and expires_at > $2',
};

import type { Statement } from '@ebbflow/persistence';

export interface EmailChangeRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly user_id: string;
}

/** Across tenants: the link says whose address changes. Only one that is still open. $1 hash of the token, $2 now */
export const findEmailChange: Statement = {
  name: 'identity.find-email-change',
  text: 'select tenant_id, id, user_id from identity.email_change where token_hash = $1 and expires_at > $2',
};

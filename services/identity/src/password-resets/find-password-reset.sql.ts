import type { Statement } from '@ebbflow/persistence';

export interface PasswordResetRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly user_id: string;
}

/** Across tenants: the link says whose password it is for. Only one that is still open. $1 hash of the token, $2 now */
export const findPasswordReset: Statement = {
  name: 'identity.find-password-reset',
  text: 'select tenant_id, id, user_id from identity.password_reset where token_hash = $1 and expires_at > $2',
};

import type { Statement } from '@ebbflow/persistence';

export interface PendingSignInRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly user_id: string | null;
  readonly session_id: string | null;
  readonly provider: string | null;
  readonly issuer: string | null;
  readonly subject: string | null;
  /** Whether the password was given. */
  readonly is_proof: boolean;
  /** The person's at this moment. A new password takes the row away, so this is still the one with which the sign-in began. */
  readonly password_hash: string | null;
}

/** The step is done; of two who do it at once one gets the row. $1 hash of the token, $2 kind, $3 now */
export const takePendingSignIn: Statement = {
  name: 'identity.take-pending-sign-in',
  text: `delete from identity.pending_sign_in p where token_hash = $1 and kind = $2 and expires_at > $3
    returning tenant_id, id, user_id, session_id, provider, issuer, subject, is_proof,
      (select u.password_hash from identity.user u where u.tenant_id = p.tenant_id and u.id = p.user_id) as password_hash`,
};

import type { Statement } from '@ebbflow/persistence';

export interface PendingSignInRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly user_id: string | null;
  readonly session_id: string | null;
  readonly provider: string | null;
  readonly issuer: string | null;
  readonly subject: string | null;
}

/** The step is done; of two who do it at once one gets the row. $1 hash of the token, $2 kind, $3 now */
export const takePendingSignIn: Statement = {
  name: 'identity.take-pending-sign-in',
  text: `delete from identity.pending_sign_in where token_hash = $1 and kind = $2 and expires_at > $3
    returning tenant_id, id, user_id, session_id, provider, issuer, subject`,
};

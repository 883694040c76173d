import type { Statement } from '@ebbflow/persistence';
import type { PendingSignInRow } from './take-pending-sign-in.sql.ts';

export type ClaimedSignInRow = Omit<PendingSignInRow, 'is_proof' | 'password_hash'>;

/** One more try of a step, counted before anything is compared. $1 hash of the token, $2 kind, $3 now, $4 how many tries there are */
export const claimPendingSignIn: Statement = {
  name: 'identity.claim-pending-sign-in',
  text: `update identity.pending_sign_in set attempts = attempts + 1
    where token_hash = $1 and kind = $2 and expires_at > $3 and attempts < $4
    returning tenant_id, id, user_id, session_id, provider, issuer, subject`,
};

import type { Statement } from '@ebbflow/persistence';

export interface TotpRow {
  readonly secret_sealed: Buffer;
  readonly key_version: number;
  readonly confirmed_at: Date | null;
  readonly created_at: Date;
  /** In this window, with this one. */
  readonly attempts: number;
}

/**
 * One more code of a person, counted before it is compared, over all replicas and sign-ins: who knows the password gets no further
 * guesses by beginning again. No row: there were as many as are allowed since $4. $1 tenant, $2 user, $3 now, $4 beginning of the window, $5 most
 */
export const claimCodeAttempt: Statement = {
  name: 'identity.claim-code-attempt',
  text: `update identity.totp set
      attempts = case when attempts_since <= $4 then 1 else attempts + 1 end,
      attempts_since = case when attempts_since <= $4 then $3 else attempts_since end
    where tenant_id = $1 and user_id = $2 and (attempts < $5 or attempts_since <= $4)
    returning secret_sealed, key_version, confirmed_at, created_at, attempts`,
};

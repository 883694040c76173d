import type { Statement } from '@ebbflow/persistence';

/**
 * A code of this half-minute was right. No row: a code of it, or of a later one, was taken before. $1 tenant, $2 user, $3 step, $4 now;
 * the first one turns the second factor on.
 */
export const acceptTotpStep: Statement = {
  name: 'identity.accept-totp-step',
  text: `update identity.totp set last_step = $3, attempts = 0, confirmed_at = coalesce(confirmed_at, $4)
    where tenant_id = $1 and user_id = $2 and last_step < $3
    returning user_id`,
};

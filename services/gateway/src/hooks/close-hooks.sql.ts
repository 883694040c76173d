import type { Statement } from '@ebbflow/persistence';

/** Hooks off since $2 or longer, past their expiry, or after their last delivery. */
export const closeHooks: Statement = {
  name: 'close-hooks',
  text: `
    update gateway.hook set closed_at = $1
     where closed_at is null
       and (disabled_at <= $2 or expires_at <= $1 or accepted_count >= max_deliveries)
    returning token`,
};

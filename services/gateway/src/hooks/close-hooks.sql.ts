import type { Statement } from '@ebbflow/persistence';

/** Hooks off since $2 or longer, past their expiry, or after their last delivery. One that is just receiving is closed at the next look. */
export const closeHooks: Statement = {
  name: 'close-hooks',
  text: `
    update gateway.hook set closed_at = $1
     where (tenant_id, id) in (
       select tenant_id, id from gateway.hook
        where closed_at is null and (disabled_at <= $2 or expires_at <= $1 or accepted_count >= max_deliveries)
        order by tenant_id, id for no key update skip locked)
    returning token`,
};

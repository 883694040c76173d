import type { Statement } from '@ebbflow/persistence';

/** Takes up to $1 callbacks that are due; whoever takes one has $2 milliseconds before others may. */
export const claimCallbacks: Statement = {
  name: 'claim-callbacks',
  text: `
    update executor.run_callback as callback
    set attempts = callback.attempts + 1, due_at = now() + $2::float8 * interval '1 millisecond'
    from (
      select tenant_id, run_id from executor.run_callback where due_at <= now() order by due_at limit $1 for update skip locked
    ) as due
    where callback.tenant_id = due.tenant_id and callback.run_id = due.run_id
    returning callback.tenant_id, callback.run_id, callback.message_sealed, callback.key_version, callback.attempts, callback.expires_at`,
};

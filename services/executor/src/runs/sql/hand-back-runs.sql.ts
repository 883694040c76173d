import type { Statement } from '@ebbflow/persistence';

/**
 * Ends leases without an end of the run: to `queued` (drain, something is away) or to `waiting` (a pause), due after so many milliseconds.
 * Attempts count from 0 again: they are those in a row of which nobody came back. Signalled meanwhile (what it is about to wait for has happened
 * already), or to be cancelled: due at once. The signal stands in this row and not in another table, because only this row is read anew once its lock is had.
 */
export const handBackRuns: Statement = {
  name: 'hand-back-runs',
  text: `
    update executor.run set state = held.state, lease_owner = null, attempts = 0, is_signalled = false, 
      due_at = now() + case when held.state = 'waiting' and (run.is_signalled or run.cancel_requested_at is not null) then 0 else held.due_in_ms end * interval '1 millisecond'
    from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::float8[]) as held (tenant_id, id, lease_token, state, due_in_ms)
    where run.tenant_id = held.tenant_id and run.id = held.id and run.lease_token = held.lease_token and run.state = 'running'
    returning run.id, run.lease_token`,
};

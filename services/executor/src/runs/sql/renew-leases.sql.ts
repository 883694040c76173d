import type { Statement } from '@ebbflow/persistence';

/** Prolongs the leases of one process; answers those that still hold. A run that is missing from the answer is somebody else's now. */
export const renewLeases: Statement = {
  name: 'renew-leases',
  text: `
    update executor.run set due_at = now() + $4::float8 * interval '1 millisecond'
    from unnest($1::text[], $2::text[], $3::bigint[]) as held (tenant_id, id, lease_token)
    where run.tenant_id = held.tenant_id and run.id = held.id and run.lease_token = held.lease_token and run.state = 'running'
    returning run.id, run.lease_token`,
};

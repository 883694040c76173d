import type { Statement } from '@ebbflow/persistence';

/**
 * Takes an idempotency key for a run, unless it stands for another one that is younger than $6 milliseconds: then no row. Who comes second waits
 * here for the first one's commit.
 */
export const claimCall: Statement = {
  name: 'claim-call',
  text: `
    insert into executor.run_call as call (tenant_id, key_digest, body_digest, key_version, run_id, created_at)
    values ($1, $2, $3, $4, $5, now())
    on conflict (tenant_id, key_digest) do update
      set body_digest = excluded.body_digest, key_version = excluded.key_version, run_id = excluded.run_id, created_at = excluded.created_at
      where call.created_at <= now() - $6::float8 * interval '1 millisecond'
    returning run_id`,
};

import type { Statement } from '@ebbflow/persistence';

/** What runs returned, for $5 milliseconds. */
export const insertOutputs: Statement = {
  name: 'insert-outputs',
  text: `
    insert into executor.run_output (tenant_id, run_id, outputs_sealed, key_version, expires_at)
    select tenant_id, run_id, outputs_sealed, key_version, now() + $5::float8 * interval '1 millisecond'
    from unnest($1::text[], $2::text[], $3::bytea[], $4::integer[]) as new (tenant_id, run_id, outputs_sealed, key_version)
    on conflict (tenant_id, run_id) do nothing`,
};

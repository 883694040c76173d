import type { Statement } from '@ebbflow/persistence';

export const insertCallbacks: Statement = {
  name: 'insert-callbacks',
  text: `
    insert into executor.run_callback (tenant_id, run_id, message_sealed, key_version, due_at, expires_at)
    select tenant_id, run_id, message_sealed, key_version, now(), now() + $5::float8 * interval '1 millisecond'
    from unnest($1::text[], $2::text[], $3::bytea[], $4::integer[]) as new (tenant_id, run_id, message_sealed, key_version)
    on conflict (tenant_id, run_id) do nothing`,
};

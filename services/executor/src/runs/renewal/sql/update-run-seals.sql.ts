import type { Statement } from '@ebbflow/persistence';

/** What of these runs was sealed again (null: nothing), and that they were looked at, at $7. */
export const updateRunSeals: Statement = {
  name: 'update-run-seals',
  text: `
    update executor.run
    set seals_looked_at = $7,
      input_sealed = coalesce(new.input_sealed, run.input_sealed),
      input_blob = coalesce(new.input_blob, run.input_blob),
      key_version = coalesce(new.key_version, run.key_version),
      callback_sealed = coalesce(new.callback_sealed, run.callback_sealed)
    from unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::integer[], $6::bytea[])
      as new (tenant_id, id, input_sealed, input_blob, key_version, callback_sealed)
    where run.tenant_id = new.tenant_id and run.id = new.id`,
};

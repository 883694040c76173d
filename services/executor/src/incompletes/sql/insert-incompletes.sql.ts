import type { Statement } from '@ebbflow/persistence';

export const insertIncompletes: Statement = {
  name: 'insert-incompletes',
  text: `
    insert into executor.incomplete_execution (tenant_id, id, created_at, updated_at, scenario_id, scenario_version, run_id, module_id,
      module, error_class, state, retry_kind, retry_count, retry_interval_ms, next_retry_at, bytes, content_sealed, key_version)
    select tenant_id, id, created_at, created_at, scenario_id, scenario_version, run_id, module_id, module, error_class, 'pending',
      retry_kind, retry_count, retry_interval_ms, next_retry_at, octet_length(content_sealed), content_sealed, key_version
    from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::integer[], $6::text[], $7::integer[], $8::text[], $9::text[],
        $10::text[], $11::integer[], $12::bigint[], $13::timestamptz[], $14::bytea[], $15::integer[])
      as new (tenant_id, id, created_at, scenario_id, scenario_version, run_id, module_id, module, error_class, retry_kind, retry_count,
        retry_interval_ms, next_retry_at, content_sealed, key_version)
    on conflict do nothing`,
};

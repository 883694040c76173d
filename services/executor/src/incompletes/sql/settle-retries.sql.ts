import type { Statement } from '@ebbflow/persistence';

/**
 * The ends of runs that took incomplete executions up: each is decided once, by the run that holds it. A success forgets what was held; a
 * failure keeps it, or what the retry came to (from $10 on null where nothing new was put aside).
 */
export const settleRetries: Statement = {
  name: 'settle-retries',
  text: `
    update executor.incomplete_execution as incomplete
    set state = settled.state, attempts = settled.attempts, next_retry_at = settled.next_retry_at, retry_run_id = null, asked_at = null,
      retry_on = 'original', updated_at = $16, updated_by = null, revision = incomplete.revision + 1,
      retry_kind = settled.retry_kind, retry_count = settled.retry_count, retry_interval_ms = settled.retry_interval_ms,
      module_id = coalesce(settled.module_id, incomplete.module_id), module = coalesce(settled.module, incomplete.module),
      error_class = coalesce(settled.error_class, incomplete.error_class),
      scenario_version = coalesce(settled.scenario_version, incomplete.scenario_version),
      bytes = case when settled.state = 'resolved' then 0 else coalesce(octet_length(settled.content_sealed), incomplete.bytes) end,
      content_version = case when settled.content_sealed is null then incomplete.content_version else incomplete.content_version + 1 end,
      content_sealed = case when settled.state = 'resolved' then null else coalesce(settled.content_sealed, incomplete.content_sealed) end,
      key_version = case when settled.state = 'resolved' then null else coalesce(settled.key_version, incomplete.key_version) end
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::timestamptz[], $7::text[], $8::integer[], $9::bigint[],
        $10::integer[], $11::text[], $12::text[], $13::integer[], $14::bytea[], $15::integer[])
      as settled (tenant_id, id, run_id, state, attempts, next_retry_at, retry_kind, retry_count, retry_interval_ms, module_id, module,
        error_class, scenario_version, content_sealed, key_version)
    where incomplete.tenant_id = settled.tenant_id and incomplete.id = settled.id
      and incomplete.state = 'retrying' and incomplete.retry_run_id = settled.run_id
    returning incomplete.tenant_id as "tenantId", incomplete.id`,
};

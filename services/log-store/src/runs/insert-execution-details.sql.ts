import type { Statement } from '@ebbflow/persistence';

/** One round trip for a batch of many tenants, by the writer role. A run that is already there stays as it was written first. */
export const insertExecutionDetails: Statement = {
  name: 'insert-execution-details',
  text: `
    insert into log_store.execution_details
      (tenant_id, run_id, finished_at, started_at, scenario_id, scenario_version, trigger, delivery_id, status, operations,
       transfer_bytes, error_class, error_module_id, confidential, key_version, details_sealed, details_blob,
       input_run_id, hook_id, input_key_version, input_sealed, input_blob, out_of_run_id)
    select * from unnest(
      $1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::int[],
      $11::bigint[], $12::text[], $13::int[], $14::boolean[], $15::int[], $16::bytea[], $17::text[],
      $18::text[], $19::text[], $20::int[], $21::bytea[], $22::text[], $23::text[])
    on conflict do nothing`,
};

import type { Statement } from '@ebbflow/persistence';

/**
 * One round trip for a batch of many tenants, by the writer role. A run that is already there stays as it was written first. All that is sealed
 * comes as one value ($26), of which each row says from where and for how long ($16, $17 and $22, $23; null for none): a single value
 * travels as it is, and an array of them as text, twice as long, that is written and read character by character.
 */
export const insertExecutionDetails: Statement = {
  name: 'insert-execution-details',
  text: `
    insert into log_store.execution_details
      (tenant_id, run_id, finished_at, started_at, scenario_id, scenario_version, trigger, delivery_id, status, operations,
       transfer_bytes, error_class, error_module_id, confidential, key_version, details_sealed, details_blob,
       input_run_id, hook_id, input_key_version, input_sealed, input_blob, out_of_run_id)
    select tenant_id, run_id, finished_at, started_at, scenario_id, scenario_version, trigger, delivery_id, status, operations,
           transfer_bytes, error_class, error_module_id, confidential, key_version,
           substring($26::bytea from details_from for details_bytes), details_blob, input_run_id, hook_id, input_key_version,
           substring($26::bytea from input_from for input_bytes), input_blob, out_of_run_id
      from unnest(
        $1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::int[],
        $11::bigint[], $12::text[], $13::int[], $14::boolean[], $15::int[], $16::int[], $17::int[], $18::text[],
        $19::text[], $20::text[], $21::int[], $22::int[], $23::int[], $24::text[], $25::text[])
        as t(tenant_id, run_id, finished_at, started_at, scenario_id, scenario_version, trigger, delivery_id, status, operations,
          transfer_bytes, error_class, error_module_id, confidential, key_version, details_from, details_bytes, details_blob,
          input_run_id, hook_id, input_key_version, input_from, input_bytes, input_blob, out_of_run_id)
    on conflict do nothing`,
};

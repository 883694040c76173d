import type { Statement } from '@ebbflow/persistence';

/**
 * What went through these runs goes; that they happened stays. Answers the blobs of details, to be deleted too. The blob of an
 * input is the gateway's, and gone already.
 */
export const redactRuns: Statement = {
  name: 'redact-runs',
  text: `
    with meant as (
      select tenant_id, run_id, finished_at, details_blob from log_store.execution_details
       where tenant_id = $1 and (run_id = any($2::text[]) or delivery_id = any($3::text[])
              or (scenario_id = $4 and scenario_version = any($5::integer[])))
         and (key_version is not null or input_key_version is not null)
    )
    update log_store.execution_details as details
       set key_version = null, details_sealed = null, details_blob = null,
           input_key_version = null, input_sealed = null, input_blob = null, input_run_id = null
      from meant
     where details.tenant_id = meant.tenant_id and details.run_id = meant.run_id and details.finished_at = meant.finished_at
    returning meant.details_blob as blob`,
};

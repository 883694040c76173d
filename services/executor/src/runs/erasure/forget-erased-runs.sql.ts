import type { Statement } from '@ebbflow/persistence';

/** Journal, outputs, callbacks and what was put aside; answers the blobs they had, to be deleted too. */
export const forgetErasedRuns: Statement = {
  name: 'forget-erased-runs',
  text: `
    with journal as (delete from executor.run_journal where tenant_id = $1 and run_id = any($2::text[])),
         outputs as (delete from executor.run_output where tenant_id = $1 and run_id = any($2::text[])),
         callbacks as (delete from executor.run_callback where tenant_id = $1 and run_id = any($2::text[])),
         incompletes as (
           update executor.incomplete_execution
              set state = 'deleted', content_sealed = null, key_version = null, retry_run_id = null, next_retry_at = null,
                  updated_at = now()
            where tenant_id = $1 and run_id = any($2::text[]) and state in ('pending', 'retrying'))
    delete from executor.run_blob where tenant_id = $1 and run_id = any($2::text[]) returning blob_id as "blobId"`,
};

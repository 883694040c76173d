import type { Statement } from '@ebbflow/persistence';

/**
 * What went through these runs goes, and through all that came out of them: called by them, repeating them, taking up where they failed;
 * that they happened stays, and what they were found by goes. The executor has named those it remembers; here they are kept for longer. All are found before anything is
 * redacted, which takes away what leads from one to the next. No run comes out of a later one, and `union` drops what was seen, so the
 * search ends with the runs that are kept. Answers the blobs of details, to be deleted too. The blob of an input is the gateway's, and
 * gone already.
 */
export const redactRuns: Statement = {
  name: 'redact-runs',
  text: `
    with recursive meant (run_id) as (
      (select unnest($2::text[])
       union
       select run_id from log_store.execution_details
        where tenant_id = $1 and (delivery_id = any($3::text[]) or (scenario_id = $4 and scenario_version = any($5::integer[]))))
      union
      select next.run_id from meant cross join lateral (
        select run_id from log_store.execution_details where tenant_id = $1 and out_of_run_id = meant.run_id
        union all
        select run_id from log_store.execution_details
         where tenant_id = $1 and input_run_id = meant.run_id and input_run_id <> run_id
      ) as next
    ),
    content as (
      select tenant_id, run_id, finished_at, details_blob from log_store.execution_details
       where tenant_id = $1 and run_id in (select run_id from meant)
         and (key_version is not null or input_key_version is not null)
    ),
    keys as (
      delete from log_store.search_key as key using content
       where key.tenant_id = content.tenant_id and key.run_id = content.run_id and key.finished_at = content.finished_at
    )
    update log_store.execution_details as details
       set key_version = null, details_sealed = null, details_blob = null,
           input_key_version = null, input_sealed = null, input_blob = null, input_run_id = null
      from content
     where details.tenant_id = content.tenant_id and details.run_id = content.run_id and details.finished_at = content.finished_at
    returning content.details_blob as blob`,
};

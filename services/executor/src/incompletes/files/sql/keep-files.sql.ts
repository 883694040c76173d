import type { Statement } from '@ebbflow/persistence';

/**
 * Files pass from a run to the incomplete executions that name them. Only what was the run's, or that of the one it had taken up ($5): a
 * person may edit the bundles, and could name any blob of the organisation there.
 */
export const keepFiles: Statement = {
  name: 'keep-incomplete-files',
  text: `
    with named as (
      select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])
        as named (tenant_id, incomplete_id, created_at, run_id, retried_id, blob_id)
    ),
    kept as (
      insert into executor.incomplete_file (tenant_id, incomplete_id, incomplete_created_at, blob_id)
      select tenant_id, incomplete_id, created_at, blob_id from named
      where exists (
        select from executor.run_blob as blob
        where blob.tenant_id = named.tenant_id and blob.run_id = named.run_id and blob.blob_id = named.blob_id
      ) or exists (
        select from executor.incomplete_file as file
        where file.tenant_id = named.tenant_id and file.incomplete_id = named.retried_id and file.blob_id = named.blob_id
      )
      on conflict do nothing
    )
    delete from executor.run_blob as blob using named
    where blob.tenant_id = named.tenant_id and blob.run_id = named.run_id and blob.blob_id = named.blob_id`,
};

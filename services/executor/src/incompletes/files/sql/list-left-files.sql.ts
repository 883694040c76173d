import type { Statement } from '@ebbflow/persistence';

/**
 * Files of incomplete executions that are resolved, deleted, or gone with their day. Another one that is open may name the same file: then
 * only this entry goes. None can begin to name it in between, because only a run that has one of them taken up could make one.
 */
export const listLeftFiles: Statement = {
  name: 'list-left-incomplete-files',
  text: `
    select file.tenant_id as "tenantId", file.incomplete_id as "incompleteId", file.blob_id as "blobId",
      exists (
        select from executor.incomplete_file as other
        join executor.incomplete_execution as open on open.tenant_id = other.tenant_id and open.id = other.incomplete_id
          and open.created_at = other.incomplete_created_at and open.state in ('pending', 'retrying')
        where other.tenant_id = file.tenant_id and other.blob_id = file.blob_id
      ) as "isShared"
    from executor.incomplete_file as file
    where not exists (
      select from executor.incomplete_execution as own
      where own.tenant_id = file.tenant_id and own.id = file.incomplete_id and own.created_at = file.incomplete_created_at
        and own.state in ('pending', 'retrying')
    )
    limit $1`,
};

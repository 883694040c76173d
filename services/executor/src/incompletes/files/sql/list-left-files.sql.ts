import type { Statement } from '@ebbflow/persistence';

/**
 * Files of incomplete executions that are resolved, deleted, or gone with their day. Another one that is open may name the same file: then
 * only this entry goes. None can begin to name it in between, because only a run that has one of them taken up could make one.
 *
 * The `limit 1` keeps the look at each one's own day; joined, the planner reads all days of all incomplete executions.
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
    left join lateral (
      select own.state from executor.incomplete_execution as own
      where own.tenant_id = file.tenant_id and own.id = file.incomplete_id and own.created_at = file.incomplete_created_at
      limit 1
    ) as own on true
    where own.state is null or own.state in ('resolved', 'deleted')
    limit $1`,
};

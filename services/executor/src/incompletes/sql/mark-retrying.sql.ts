import type { Statement } from '@ebbflow/persistence';

/** Only what is still pending: a person may have deleted it in between. Answers what the runs may take up. */
export const markRetrying: Statement = {
  name: 'mark-retrying',
  text: `
    update executor.incomplete_execution as incomplete
    set state = 'retrying', retry_run_id = picked.run_id, next_retry_at = null, updated_at = now(), updated_by = null,
      revision = incomplete.revision + 1
    from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) as picked (tenant_id, id, created_at, run_id)
    where incomplete.tenant_id = picked.tenant_id and incomplete.id = picked.id and incomplete.created_at = picked.created_at
      and incomplete.state = 'pending'
    returning incomplete.id`,
};

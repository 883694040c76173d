import type { Statement } from '@ebbflow/persistence';

export interface ClaimedExportRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly request_id: string;
  readonly blob_ids: string[];
  readonly attempts: number;
}

/** Takes one that is due, until a lease ends. $1 now, $2 end of the lease */
export const claimExports: Statement = {
  name: 'retention.claim-subject-exports',
  text: `update retention.subject_export as export set due_at = $2, attempts = export.attempts + 1
    from (select tenant_id, id from retention.subject_export where state = 'wanted' and due_at <= $1
      order by due_at limit 1 for update skip locked) as due
    where export.tenant_id = due.tenant_id and export.id = due.id
    returning export.tenant_id, export.id, export.request_id, export.blob_ids, export.attempts`,
};

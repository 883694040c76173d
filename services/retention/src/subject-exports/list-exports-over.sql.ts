import type { Statement } from '@ebbflow/persistence';

/** Files whose time is over, and those nobody may fetch any more because the request was taken back. $1 now */
export const listExportsOver: Statement = {
  name: 'retention.list-subject-exports-over',
  text: `select export.tenant_id, export.id, export.request_id, export.blob_ids, export.attempts
    from retention.subject_export as export
    join retention.subject_request as request on request.tenant_id = export.tenant_id and request.id = export.request_id
    where (export.state = 'ready' and export.expires_at <= $1)
      or (export.state in ('wanted', 'ready') and export.due_at <= $1 and request.state in ('withdrawn', 'denied'))
    limit 100`,
};

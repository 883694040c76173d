import type { Statement } from '@ebbflow/persistence';

/** Written down before the blob is there; the lease goes on from here. $1 tenant, $2 id, $3 blob, $4 end of the lease */
export const noteExportBlob: Statement = {
  name: 'retention.note-subject-export-blob',
  text: `update retention.subject_export set blob_ids = blob_ids || $3::text, due_at = $4
    where tenant_id = $1 and id = $2 and state = 'wanted'`,
};

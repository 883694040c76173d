import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 id, $3 state, $4 what is left of blobs, $5 when it is tried again */
export const leaveExport: Statement = {
  name: 'retention.leave-subject-export',
  text: `update retention.subject_export set state = $3, blob_ids = $4::text[], due_at = $5 where tenant_id = $1 and id = $2`,
};

import type { Statement } from '@ebbflow/persistence';

/**
 * The table has only the blobs of runs in progress and what was left behind, so reading it whole costs little. A minute, because the
 * process that ended a run removes them itself.
 */
export const listEndedRunBlobs: Statement = {
  name: 'list-ended-run-blobs',
  text: `
    select blob.tenant_id, blob.run_id, blob.blob_id from executor.run_blob as blob
    left join executor.run on run.tenant_id = blob.tenant_id and run.id = blob.run_id
    where run.id is null or (run.state = 'finished' and run.finished_at < now() - interval '1 minute')
    limit $1`,
};

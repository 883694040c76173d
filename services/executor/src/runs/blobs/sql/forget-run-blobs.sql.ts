import type { Statement } from '@ebbflow/persistence';

export const forgetRunBlobs: Statement = {
  name: 'forget-run-blobs',
  text: `
    delete from executor.run_blob as blob using unnest($1::text[], $2::text[], $3::text[]) as gone (tenant_id, run_id, blob_id)
    where blob.tenant_id = gone.tenant_id and blob.run_id = gone.run_id and blob.blob_id = gone.blob_id`,
};

import type { Statement } from '@ebbflow/persistence';

export const insertRunBlobs: Statement = {
  name: 'insert-run-blobs',
  text: `
    insert into executor.run_blob (tenant_id, run_id, blob_id)
    select * from unnest($1::text[], $2::text[], $3::text[])
    on conflict do nothing`,
};

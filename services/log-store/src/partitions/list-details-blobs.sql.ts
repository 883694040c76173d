import type { Statement } from '@ebbflow/persistence';

/** Blobs of a day that is about to be dropped, across tenants. */
export const listDetailsBlobs: Statement = {
  name: 'list-details-blobs',
  text: `
    select tenant_id as "tenantId", details_blob as blob
      from log_store.execution_details
     where finished_at >= $1 and finished_at < $2 and details_blob is not null`,
};

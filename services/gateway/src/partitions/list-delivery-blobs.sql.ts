import type { Statement } from '@ebbflow/persistence';

/** Blobs of a day that is about to be dropped, across tenants. */
export const listDeliveryBlobs: Statement = {
  name: 'list-delivery-blobs',
  text: `
    select tenant_id as "tenantId", request_blob as blob
      from gateway.delivery
     where received_at >= $1 and received_at < $2 and request_blob is not null`,
};

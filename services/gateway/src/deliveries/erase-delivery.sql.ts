import type { Statement } from '@ebbflow/persistence';

/** What was received goes, that something was received stays. The blob goes first: a row without its blob can be erased again. */
export const eraseDelivery: Statement = {
  name: 'erase-delivery',
  text: `
    update gateway.delivery set request_sealed = null, request_blob = null, erased_at = $3
     where tenant_id = $1 and id = $2 and erased_at is null`,
};

import type { Statement } from '@ebbflow/persistence';
import { dueRows } from '@ebbflow/service-host';

/** Deliveries whose shortened lifetime is over, but for those that are still needed ($3); as worker. */
export const findDueDeliveries: Statement = {
  name: 'find-due-deliveries',
  text: `
    select distinct on (id) id, tenant_id as "tenantId", received_at as "receivedAt", request_blob as blob
      from (${dueRows({
        schema: 'gateway',
        table: 'delivery',
        category: 'gateway-logs',
        at: 'received_at',
        columns: ['tenant_id', 'id', 'received_at', 'request_blob'],
        only: 'stored.id <> all ($3::text[])',
      })}) as due`,
};

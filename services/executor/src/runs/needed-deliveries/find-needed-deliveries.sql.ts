import type { Statement } from '@ebbflow/persistence';

/** Of runs that are not over, as long as their input lies where the gateway put it. $1 tenant, $2 deliveries */
export const findNeededDeliveries: Statement = {
  name: 'find-needed-deliveries',
  text: `
    select distinct delivery_id as id from executor.run
     where tenant_id = $1 and due_at is not null and delivery_id = any ($2) and input_blob is not null`,
};

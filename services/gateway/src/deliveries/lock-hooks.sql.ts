import type { QueueState } from '../hooks/hook.ts';
import type { Statement } from '@ebbflow/persistence';

export interface LockedHook {
  readonly id: string;
  readonly mode: 'instant' | 'scheduled';
  readonly queueState: QueueState;
  readonly queueLimit: number | null;
  readonly maxDeliveries: number | null;
  readonly acceptedCount: number;
}

/** Always in this order, so that two batches with the same hooks wait for each other and not in a circle. */
export const lockHooks: Statement = {
  name: 'lock-hooks',
  text: `
    select id, mode, queue_state as "queueState", (settings ->> 'queueLimit')::int as "queueLimit",
           max_deliveries as "maxDeliveries", accepted_count as "acceptedCount"
      from gateway.hook
     where (tenant_id, id) in (select * from unnest($1::text[], $2::text[]))
     order by tenant_id, id for no key update`,
};

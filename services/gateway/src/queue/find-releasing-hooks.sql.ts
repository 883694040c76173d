import type { Statement } from '@ebbflow/persistence';

/** Hooks whose queue is being handed over, of all tenants; one that is off keeps what it holds until it is switched on again. */
export const findReleasingHooks: Statement = {
  name: 'find-releasing-hooks',
  text: `
    select tenant_id as "tenantId", id as "hookId" from gateway.hook
     where queue_state = 'releasing' and enabled order by updated_at limit 100`,
};

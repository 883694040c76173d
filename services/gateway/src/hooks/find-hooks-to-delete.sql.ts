import type { Statement } from '@ebbflow/persistence';

export const findHooksToDelete: Statement = {
  name: 'find-hooks-to-delete',
  text: `
    select tenant_id as "tenantId", id as "hookId" from gateway.hook where closed_at <= $1 order by closed_at limit 100`,
};

import type { Statement } from '@ebbflow/persistence';
import { dueRows } from '@ebbflow/service-host';

/** Notifications whose shortened lifetime is over, as worker. */
export const removeNotifications: Statement = {
  name: 'remove-notifications',
  text: `
    with due as (${dueRows({
      schema: 'log_store',
      table: 'notification',
      category: 'notifications',
      at: 'raised_at',
      columns: ['tenant_id', 'id', 'raised_at'],
    })})
    delete from log_store.notification as notification using due
     where notification.tenant_id = due.tenant_id and notification.id = due.id and notification.raised_at = due.raised_at
    returning notification.id`,
};

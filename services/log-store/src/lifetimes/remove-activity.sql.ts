import type { Statement } from '@ebbflow/persistence';
import { dueRows } from '@ebbflow/service-host';

/** Activity whose shortened lifetime is over, as worker. */
export const removeActivity: Statement = {
  name: 'remove-activity',
  text: `
    with due as (${dueRows({
      schema: 'log_store',
      table: 'activity',
      category: 'activity',
      at: 'occurred_at',
      columns: ['tenant_id', 'run_id', 'occurred_at'],
    })})
    delete from log_store.activity as activity using due
     where activity.tenant_id = due.tenant_id and activity.run_id = due.run_id and activity.occurred_at = due.occurred_at
    returning activity.run_id`,
};

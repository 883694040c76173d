import type { Statement } from '@ebbflow/persistence';
import { dueRows } from '@ebbflow/service-host';

/** Incomplete executions whose shortened lifetime is over, whatever their state; as worker. */
export const removeIncompletes: Statement = {
  name: 'remove-incompletes',
  text: `
    with due as (${dueRows({
      schema: 'executor',
      table: 'incomplete_execution',
      category: 'incomplete-runs',
      at: 'created_at',
      columns: ['tenant_id', 'id', 'created_at'],
    })})
    delete from executor.incomplete_execution as incomplete using due
     where incomplete.tenant_id = due.tenant_id and incomplete.id = due.id and incomplete.created_at = due.created_at
    returning incomplete.id`,
};

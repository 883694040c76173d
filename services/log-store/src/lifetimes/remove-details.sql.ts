import type { Statement } from '@ebbflow/persistence';
import { dueRows } from '@ebbflow/service-host';

/** Runs whose shortened lifetime is over, as worker, with what they are found by. Answers the blobs of their details, to be deleted too. */
export const removeDetails: Statement = {
  name: 'remove-details',
  text: `
    with due as (${dueRows({
      schema: 'log_store',
      table: 'execution_details',
      category: 'execution-details',
      at: 'finished_at',
      columns: ['tenant_id', 'run_id', 'finished_at'],
    })}),
    keys as (
      delete from log_store.search_key as key using due
       where key.tenant_id = due.tenant_id and key.run_id = due.run_id and key.finished_at = due.finished_at
    )
    delete from log_store.execution_details as details using due
     where details.tenant_id = due.tenant_id and details.run_id = due.run_id and details.finished_at = due.finished_at
    returning details.tenant_id as "tenantId", details.details_blob as blob`,
};

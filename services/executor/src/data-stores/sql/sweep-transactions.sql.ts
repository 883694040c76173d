import type { Statement } from '@ebbflow/persistence';

/**
 * Transactions whose run is over or was never there, and that its end did not remove; $1 at once. Without `for update skip locked`, for
 * which the worker's right to delete is not enough: two that sweep at the same moment wait for each other.
 */
export const sweepTransactions: Statement = {
  name: 'sweep-data-store-transactions',
  text: `
    delete from executor.data_store_transaction
    where (tenant_id, id) in (
      select left_over.tenant_id, left_over.id
      from executor.data_store_transaction as left_over
      where left_over.created_at < now() - interval '10 minutes' and not exists (
        select from executor.run
        where run.tenant_id = left_over.tenant_id and run.id = left_over.run_id and run.due_at is not null
      )
      order by left_over.created_at
      limit $1
    )
    returning id`,
};

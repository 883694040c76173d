import type { Statement } from '@ebbflow/persistence';

/** Of runs that have ended, whatever they left behind. What they staged goes with it. */
export const forgetTransactions: Statement = {
  name: 'forget-data-store-transactions',
  text: `
    delete from executor.data_store_transaction
    using unnest($1::text[], $2::text[]) as ended (tenant_id, run_id)
    where data_store_transaction.tenant_id = ended.tenant_id and data_store_transaction.run_id = ended.run_id`,
};

import type { Statement } from '@ebbflow/persistence';

/** An attempt goes on with a transaction: no row when the transaction has ended or a later attempt has it. */
export const openTransaction: Statement = {
  name: 'open-data-store-transaction',
  text: `
    insert into executor.data_store_transaction (tenant_id, id, run_id, attempt)
    values ($1, $2, $3, $4)
    on conflict (tenant_id, id) do update set attempt = excluded.attempt
      where data_store_transaction.state = 'open' and data_store_transaction.attempt <= excluded.attempt
    returning id`,
};

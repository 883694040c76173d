import type { Statement } from '@ebbflow/persistence';

/** The content of a transaction that ended goes at once; that it ended is remembered until its run is over. */
export const endTransaction: Statement = {
  name: 'end-data-store-transaction',
  text: `
    with gone as (
      delete from executor.data_store_change where tenant_id = $1 and transaction_id = $2
    )
    insert into executor.data_store_transaction (tenant_id, id, run_id, attempt, state)
    values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, id) do update set state = excluded.state`,
};

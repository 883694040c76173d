import type { Statement } from '@ebbflow/persistence';

/**
 * One change of an open transaction, in one round trip with opening it. No row when the transaction has ended or a later attempt has
 * it: whoever was cut off and goes on all the same is refused here.
 */
export const stageChange: Statement = {
  name: 'stage-data-store-change',
  text: `
    with opened as (
      insert into executor.data_store_transaction (tenant_id, id, run_id, attempt)
      values ($1, $2, $3, $4)
      on conflict (tenant_id, id) do update set attempt = excluded.attempt
        where data_store_transaction.state = 'open' and data_store_transaction.attempt <= excluded.attempt
      returning id
    )
    insert into executor.data_store_change (tenant_id, transaction_id, position, operation_id, store_id, kind,
      overwrites_arrays, key_index, key_sealed, data_sealed, key_version)
    select $1, id, $5, $6, $7, $8, $9, $10, $11, $12, $13 from opened
    returning position`,
};

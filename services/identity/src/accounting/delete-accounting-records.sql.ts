import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 ids, $3 all that is left, whatever its id */
export const deleteAccountingRecords: Statement = {
  name: 'identity.delete-accounting-records',
  text: `
    with invoices as (delete from identity.invoice where tenant_id = $1 and ($3 or id = any($2)) returning 1),
         payments as (delete from identity.payment where tenant_id = $1 and ($3 or id = any($2)) returning 1)
    select ((select count(*) from invoices) + (select count(*) from payments))::integer as removed`,
};

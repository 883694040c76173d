import type { Statement } from '@ebbflow/persistence';

export interface AccountingRow {
  readonly record: 'invoices' | 'payments';
  readonly id: string;
  readonly written_at: Date;
  readonly columns: Readonly<Record<string, string | number | null>>;
}

/** Invoices, and payments that succeeded: one that failed is no accounting document. $1 tenant, $2 how many at most */
export const listAccountingRecords: Statement = {
  name: 'identity.list-accounting-records',
  text: `
    select 'invoices' as record, id, issued_at as written_at, to_jsonb(i) as columns from identity.invoice i where tenant_id = $1
    union all
    select 'payments', id, paid_at, to_jsonb(p) from identity.payment p where tenant_id = $1 and result = 'succeeded'
    order by id limit $2`,
};

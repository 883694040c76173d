import type { Statement } from '@ebbflow/persistence';

export interface AccountingSummaryRow {
  readonly record: 'invoices' | 'payments';
  readonly count: number;
  readonly newest_at: Date | null;
}

/** $1 tenant */
export const summariseAccountingRecords: Statement = {
  name: 'identity.summarise-accounting-records',
  text: `
    select 'invoices' as record, count(*)::integer as count, max(issued_at) as newest_at from identity.invoice where tenant_id = $1
    union all
    select 'payments', count(*)::integer, max(paid_at) from identity.payment where tenant_id = $1 and result = 'succeeded'`,
};

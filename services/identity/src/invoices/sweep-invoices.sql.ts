import type { Statement } from '@ebbflow/persistence';

/** Invoices whose year ended before the instant. $1 now less the time they are held */
export const sweepInvoices: Statement = {
  name: 'identity.sweep-invoices',
  text: `delete from identity.invoice where issued_at < date_trunc('year', $1::timestamptz, 'UTC')`,
};

import type { Statement } from '@ebbflow/persistence';

/** Counted in the caller's transaction, so that one that is rolled back leaves no gap. $1 year */
export const nextInvoiceNumber: Statement = {
  name: 'identity.next-invoice-number',
  text: 'select identity.next_invoice_number($1) as next',
};

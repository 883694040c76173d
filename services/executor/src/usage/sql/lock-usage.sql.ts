import type { Statement } from '@ebbflow/persistence';

/** The month's usage, which then stands still until the commit. No row: nothing used yet. */
export const lockUsage: Statement = {
  name: 'lock-usage',
  text: `
    select operations::float8, transfer_bytes::float8 from executor.usage_month
    where tenant_id = $1 and period = $2::date for no key update`,
};

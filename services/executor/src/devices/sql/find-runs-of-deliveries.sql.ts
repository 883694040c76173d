import type { Statement } from '@ebbflow/persistence';

/** All runs that began with one of these deliveries, replays too. Reads the tenant's runs: an index would cost every webhook, and this is rare. */
export const findRunsOfDeliveries: Statement = {
  name: 'find-runs-of-deliveries',
  text: `select id from executor.run where tenant_id = $1 and delivery_id = any($2::text[])`,
};

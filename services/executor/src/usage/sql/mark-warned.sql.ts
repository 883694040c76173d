import type { Statement } from '@ebbflow/persistence';

/** How far the owner has been told, so that each level is told once a month. */
export const markWarned: Statement = {
  name: 'mark-warned',
  text: `update executor.usage_month set warned_percent = $3::integer where tenant_id = $1 and period = $2::date`,
};

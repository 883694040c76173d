import type { Statement } from '@ebbflow/persistence';

/** How far the owner has been told, so that each level is told once a day. */
export const markLogWarned: Statement = {
  name: 'mark-log-warned',
  text: `update executor.log_usage set warned_percent = $3::smallint where tenant_id = $1 and day = $2::date`,
};

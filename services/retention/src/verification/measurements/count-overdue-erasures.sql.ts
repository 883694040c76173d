import type { Statement } from '@ebbflow/persistence';

/** Approved, not withdrawn and not done. $1 when the oldest that is in time was planned */
export const countOverdueErasures: Statement = {
  name: 'count-overdue-erasures',
  text: `
    select count(*)::int as count from retention.erasure
     where state in ('waiting', 'shredding', 'deleting', 'scanning') and planned_at < $1`,
};

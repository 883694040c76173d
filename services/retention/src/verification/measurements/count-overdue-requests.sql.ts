import type { Statement } from '@ebbflow/persistence';

/** Verified and neither answered nor ended. $1 now */
export const countOverdueRequests: Statement = {
  name: 'count-overdue-requests',
  text: `
    select count(*)::int as count from retention.subject_request
     where state in ('open', 'in-progress') and due_at < $1`,
};

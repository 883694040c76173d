import type { Statement } from '@ebbflow/persistence';

/** Requests for help that should have been handed over or given up an hour ago. $1 now */
export const countOverdueTickets: Statement = {
  name: 'identity.count-overdue-tickets',
  text: `select count(*)::int as count from identity.ticket where expires_at <= $1::timestamptz - interval '1 hour'`,
};

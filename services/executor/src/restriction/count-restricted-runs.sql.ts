import type { Statement } from '@ebbflow/persistence';

/** Runs that wait or go on. $1 tenant */
export const countRestrictedRuns: Statement = {
  name: 'count-restricted-runs',
  text: 'select count(*)::integer as count from executor.run where tenant_id = $1 and due_at is not null',
};

import type { Statement } from '@ebbflow/persistence';

/** Makes the runs of a dead process of this node's name due at once, instead of when their leases end. $2 is who asks: its own runs stay. */
export const takeOverRuns: Statement = {
  name: 'take-over-runs',
  text: `
    update executor.run set due_at = now()
    where due_at is not null and state = 'running' and starts_with(lease_owner, $1 || '/') and lease_owner <> $2
    returning id`,
};

import type { Statement } from '@ebbflow/persistence';
import { SCHEDULE_COLUMNS } from './schedule-columns.ts';

/**
 * Locks up to $2 schedules that are due, for this transaction. Asked every second by every replica, and nearly always answered by one look at the head of
 * the partial index.
 *
 * Fair across tenants: of those due longest, the first of each tenant comes before the second of any. Only the head of the queue (eight
 * batches) is ranked, so that the cost does not grow with a backlog; a tenant with more than that due at once delays the others
 * by the batches it takes to bring it under, and each batch moves its schedules on.
 *
 * Two replicas may pick the same ones; `skip locked` gives each to one of them, and `due_at` is tested again under the lock.
 */
export const claimDueSchedules: Statement = {
  name: 'claim-due-schedules',
  text: `
    with head as (
      select tenant_id, scenario_id, due_at from executor.schedule
      where due_at <= $1 order by due_at limit $2 * 8
    ),
    ranked as (
      select tenant_id, scenario_id, due_at, row_number() over (partition by tenant_id order by due_at) as turn from head
    ),
    picked as (select tenant_id, scenario_id from ranked order by turn, due_at limit $2)
    select ${SCHEDULE_COLUMNS} from executor.schedule
    join picked on picked.tenant_id = schedule.tenant_id and picked.scenario_id = schedule.scenario_id
    where schedule.due_at <= $1
    for no key update of schedule skip locked`,
};

import type { Statement } from '@ebbflow/persistence';
import { SCHEDULE_COLUMNS } from './schedule-columns.ts';

/** The schedule as it is, for whoever changes it in this transaction: a claim of the same moment comes before or after. */
export const lockSchedule: Statement = {
  name: 'lock-schedule',
  text: `
    select ${SCHEDULE_COLUMNS} from executor.schedule
    where tenant_id = $1 and scenario_id = $2
    for no key update`,
};

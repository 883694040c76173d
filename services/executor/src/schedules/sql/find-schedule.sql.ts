import type { Statement } from '@ebbflow/persistence';
import { SCHEDULE_COLUMNS } from './schedule-columns.ts';

export const findSchedule: Statement = {
  name: 'find-schedule',
  text: `
    select ${SCHEDULE_COLUMNS} from executor.schedule
    where tenant_id = $1 and scenario_id = $2`,
};

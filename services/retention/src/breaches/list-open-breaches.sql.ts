import type { Statement } from '@ebbflow/persistence';
import { BREACH_COLUMNS } from './breach-row.ts';

/** For reminders: those that are not closed, oldest first. */
export const listOpenBreaches: Statement = {
  name: 'retention.list-open-breaches',
  text: `select ${BREACH_COLUMNS} from retention.breach b where b.closed_at is null order by b.aware_at limit 500`,
};

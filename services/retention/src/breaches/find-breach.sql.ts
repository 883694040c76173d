import type { Statement } from '@ebbflow/persistence';
import { BREACH_COLUMNS } from './breach-row.ts';

/** $1 id */
export const findBreach: Statement = {
  name: 'retention.find-breach',
  text: `select ${BREACH_COLUMNS} from retention.breach b where b.id = $1`,
};

import type { Statement } from '@ebbflow/persistence';
import { ERASURE_COLUMNS } from './erasure-columns.ts';

/** Those something is to be done about at $1, the oldest first. */
export const listOpenErasures: Statement = {
  name: 'list-open-erasures',
  text: `
    select ${ERASURE_COLUMNS} from retention.erasure
    where state in ('shredding', 'deleting', 'scanning') or (state = 'waiting' and begins_at <= $1)
    order by planned_at`,
};

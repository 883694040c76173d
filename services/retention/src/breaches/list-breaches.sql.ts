import type { Statement } from '@ebbflow/persistence';
import { BREACH_COLUMNS } from './breach-row.ts';

/** Newest first. $1 state or null, $2 before this id, $3 how many at most */
export const listBreaches: Statement = {
  name: 'retention.list-breaches',
  text: `
    select ${BREACH_COLUMNS} from retention.breach b
     where b.id < $2 and ($1::text is null or $1 =
       case when b.closed_at is not null then 'closed' when b.risk = 'unknown' then 'open' else 'assessed' end)
     order by b.id desc limit $3`,
};

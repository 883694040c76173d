import type { Statement } from '@ebbflow/persistence';
import { INCOMPLETE_COLUMNS, incompletesKeptSince } from '../incomplete-execution.ts';

/** Newest first, from after ($5, $6). Without a state those that are open. $8 is now, $9 the longest lifetime in days, $2 what that makes. */
export const listIncompletes: Statement = {
  name: 'list-incompletes',
  text: `
    select ${INCOMPLETE_COLUMNS}
    from executor.incomplete_execution
    where tenant_id = $1 and created_at > $2
      and ($3::text is null or scenario_id = $3)
      and case when $4::text is null then state in ('pending', 'retrying') else state = $4 end
      and ($5::timestamptz is null or (created_at, id) < ($5::timestamptz, $6::text))
      and created_at > ${incompletesKeptSince('$8', '$9')}
    order by created_at desc, id desc
    limit $7`,
};

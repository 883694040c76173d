import type { Statement } from '@ebbflow/persistence';
import { detailsKeptSince } from '../runs/details-kept-since.ts';

/** Oldest first, so that runs are done again in the order they were done. Confidential ones cannot be. */
export const selectRuns: Statement = {
  name: 'select-runs',
  text: `
    select run_id, finished_at
      from log_store.execution_details
     where tenant_id = $1 and finished_at >= $2 and finished_at < $3
       and ($4::text is null or scenario_id = $4)
       and ($5::text is null or status = $5)
       and ($6::timestamptz is null or (finished_at, run_id) > ($6::timestamptz, $7::text))
       and finished_at > ${detailsKeptSince({ now: '$9::timestamptz', longestDays: '$10::integer' })}
     order by finished_at, run_id
     limit $8`,
};

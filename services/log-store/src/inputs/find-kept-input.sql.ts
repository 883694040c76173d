import type { Statement } from '@ebbflow/persistence';
import { detailsKeptSince } from '../runs/details-kept-since.ts';

export const findKeptInput: Statement = {
  name: 'find-kept-input',
  text: `
    select run_id, scenario_id, scenario_version, trigger, confidential, delivery_id, input_run_id, hook_id, input_sealed, input_blob,
           input_key_version
      from log_store.execution_details
     where tenant_id = $1 and run_id = $2 and finished_at > $3
       and finished_at > ${detailsKeptSince({ now: '$4::timestamptz', longestDays: '$5::integer' })}`,
};

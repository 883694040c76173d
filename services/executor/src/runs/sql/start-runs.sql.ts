import type { Statement } from '@ebbflow/persistence';
import { startOf } from './start-of.ts';

/**
 * Runs that something other than a delivery starts, for a whole batch. On the scenario's current version unless one is named. No row for a
 * scenario that is not there, nor for a request key or id that has a run already. While its scenario is frozen or the organisation's plan
 * used up, a run waits in the queue.
 */
export const startRuns: Statement = {
  name: 'start-runs',
  text: `
    insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, input_sealed, input_blob, key_version,
      delivery_id, input_run_id, request_key, parent_run_id, hook_id, incomplete_id, callback_sealed, traceparent, caller_run_id, reply_to, lane, lane_limit, due_at)
    select new.tenant_id, new.id, new.scenario_id, coalesce(new.scenario_version, scenario.version), new.trigger, 'queued',
      new.input_sealed, new.input_blob, new.key_version, new.delivery_id, new.input_run_id, new.request_key, new.parent_run_id,
      new.hook_id, new.incomplete_id, new.callback_sealed, new.traceparent, new.caller_run_id, new.reply_to,
      start.lane, start.lane_limit, start.due_at
    from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::bytea[], $7::text[], $8::integer[], $9::text[],
        $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::bytea[], $16::text[],
        $17::text[], $18::text[])
      as new (tenant_id, id, scenario_id, scenario_version, trigger, input_sealed, input_blob, key_version, delivery_id,
        input_run_id, request_key, parent_run_id, hook_id, incomplete_id, callback_sealed, traceparent, caller_run_id, reply_to)
    join executor.scenario on scenario.tenant_id = new.tenant_id and scenario.id = new.scenario_id
    ${startOf}
    on conflict do nothing
    returning tenant_id, id, scenario_version`,
};

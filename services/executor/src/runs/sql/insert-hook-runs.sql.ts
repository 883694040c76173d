import type { Statement } from '@ebbflow/persistence';
import { startOf } from './start-of.ts';

/**
 * One row per delivery, for a whole batch of many tenants. The first rows ($8 says which) are born running, leased to the
 * process that inserts them: that saves the claim, an update and a read of the input for each. The scenario's
 * version is read here and not carried by the event, so that a run starts on the version that is current when it is queued.
 * A run of a lane, of a frozen scenario, or of an organisation whose plan is used up must be claimed like any other.
 * A delivery whose scenario is not there gives no row. `do nothing` is the second wall behind the inbox: the run's id is made
 * from the delivery's, so the same delivery in a second event meets the primary key.
 */
export const insertHookRuns: Statement = {
  name: 'insert-hook-runs',
  text: `
    insert into executor.run as run (tenant_id, id, scenario_id, scenario_version, trigger, delivery_id, reply_to, traceparent, state,
      input_sealed, input_blob, key_version, lease_owner, lease_token, attempts, due_at, started_at, lane, lane_limit)
    select new.tenant_id, new.id, new.scenario_id, scenario.version, new.trigger, new.delivery_id, new.reply_to, new.traceparent,
      case when is_leased then 'running' else 'queued' end,
      new.input_sealed, new.input_blob, new.key_version,
      case when is_leased then $12 end,
      case when is_leased then 1 else 0 end,
      case when is_leased then 1 else 0 end,
      case when is_leased then now() + $13::float8 * interval '1 millisecond' else start.due_at end,
      case when is_leased then now() end,
      start.lane, start.lane_limit
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::boolean[], $9::integer[],
        $10::text[], $11::text[])
      as new (tenant_id, id, scenario_id, delivery_id, reply_to, input_sealed, input_blob, leased, key_version, traceparent, trigger)
    join executor.scenario on scenario.tenant_id = new.tenant_id and scenario.id = new.scenario_id
    ${startOf}
    cross join lateral (select new.leased and start.lane is null and start.due_at <= now()) as birth (is_leased)
    on conflict (tenant_id, id) do nothing
    returning run.tenant_id, run.id, run.scenario_version, run.lease_token, run.started_at,
      (select scenario.team_id from executor.scenario
        where scenario.tenant_id = run.tenant_id and scenario.id = run.scenario_id) as team_id`,
};

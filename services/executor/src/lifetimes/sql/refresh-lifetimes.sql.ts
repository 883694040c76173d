import type { Statement } from '@ebbflow/persistence';

/**
 * Makes what holds follow from what is set, for these scopes ($2; the empty one is the organisation), and answers what has changed by it.
 * A scenario's row has the shorter of its own and its team's; that of the organisation is compared by whoever reads. So a change for the
 * whole organisation is one row however many scenarios it has.
 */
export const refreshLifetimes: Statement = {
  name: 'refresh-lifetimes',
  text: `
    with wanted as (
      select scenario.id as scenario_id, least(team.gateway_logs, own.gateway_logs) as gateway_logs,
             least(team.incomplete_runs, own.incomplete_runs) as incomplete_runs,
             least(team.notifications, own.notifications) as notifications, least(team.activity, own.activity) as activity,
             least(team.execution_details, own.execution_details) as execution_details
        from executor.scenario
        left join executor.lifetime_setting as team
          on team.tenant_id = scenario.tenant_id and team.level = 'team' and team.object_id = scenario.team_id
        left join executor.lifetime_setting as own
          on own.tenant_id = scenario.tenant_id and own.level = 'scenario' and own.object_id = scenario.id
       where scenario.tenant_id = $1 and scenario.id = any ($2)
      union all
      select '', gateway_logs, incomplete_runs, notifications, activity, execution_details
        from executor.lifetime_setting where tenant_id = $1 and level = 'organisation' and '' = any ($2)
    ),
    shortened as (
      select * from wanted
       where num_nonnulls(gateway_logs, incomplete_runs, notifications, activity, execution_details) > 0
    ),
    kept as (
      insert into executor.lifetime as lifetime
        (tenant_id, scenario_id, gateway_logs, incomplete_runs, notifications, activity, execution_details)
      select $1, * from shortened
      on conflict (tenant_id, scenario_id) do update
        set gateway_logs = excluded.gateway_logs, incomplete_runs = excluded.incomplete_runs,
            notifications = excluded.notifications, activity = excluded.activity, execution_details = excluded.execution_details
      where (lifetime.gateway_logs, lifetime.incomplete_runs, lifetime.notifications, lifetime.activity, lifetime.execution_details)
        is distinct from
            (excluded.gateway_logs, excluded.incomplete_runs, excluded.notifications, excluded.activity, excluded.execution_details)
      returning scenario_id, gateway_logs, incomplete_runs, notifications, activity, execution_details
    ),
    gone as (
      delete from executor.lifetime as lifetime
       where lifetime.tenant_id = $1 and lifetime.scenario_id = any ($2) and lifetime.scenario_gone_at is null
         and not exists (select from shortened where shortened.scenario_id = lifetime.scenario_id)
      returning scenario_id
    )
    select scenario_id as "scenarioId", gateway_logs, incomplete_runs, notifications, activity, execution_details from kept
    union all
    select scenario_id, null, null, null, null, null from gone`,
};

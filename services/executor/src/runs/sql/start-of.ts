/**
 * What a scenario says about the start of its runs, as `start (lane, lane_limit, due_at)`; for statements that have `scenario` in their
 * from list. A lane of keys begins as `<scenario>/?`, in which one run at a time is asked for its key: two at once could come
 * to their lanes in the wrong order. Without a key the smaller of the two limits holds.
 */
export const startOf = `
    left join executor.scenario_concurrency as concurrency
      on concurrency.tenant_id = scenario.tenant_id and concurrency.scenario_id = scenario.id
    left join executor.tenant_plan as plan on plan.tenant_id = scenario.tenant_id
    cross join lateral (
      select
        case
          when concurrency.key_template is not null then scenario.id || '/?'
          when scenario.lane_limit is not null or concurrency.lane_limit is not null then scenario.id
        end,
        case when concurrency.key_template is not null then 1 else least(scenario.lane_limit, concurrency.lane_limit) end,
        greatest(now(), scenario.frozen_until, plan.held_until, case when plan.restricted_at is not null then now() + interval '1 minute' end)
    ) as start (lane, lane_limit, due_at)`;

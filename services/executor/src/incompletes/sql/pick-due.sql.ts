import type { Statement } from '@ebbflow/persistence';

/**
 * What may be retried now, at most three at once of a scenario ($1 is the oldest instant within the lifetime, $2 the patience in
 * milliseconds). By itself only while the scenario is active and no other run of it is going on; what a person asked for waits for
 * neither. A run that goes on has its due_at in the near future, which keeps the look for it short.
 */
export const pickDue: Statement = {
  name: 'pick-due-incompletes',
  text: `
    with due as (
      select incomplete.tenant_id, incomplete.id, incomplete.created_at, incomplete.scenario_id, incomplete.scenario_version,
        incomplete.retry_on, incomplete.next_retry_at, incomplete.asked_at
      from executor.incomplete_execution as incomplete
      join executor.scenario on scenario.tenant_id = incomplete.tenant_id and scenario.id = incomplete.scenario_id
      where incomplete.state = 'pending' and incomplete.next_retry_at <= now() and incomplete.created_at > $1
        and (
          incomplete.asked_at is not null
          or scenario.is_active and (
            incomplete.next_retry_at < now() - $2::float8 * interval '1 millisecond'
            or not exists (
              select from executor.run
              where run.tenant_id = incomplete.tenant_id and run.due_at > now() and run.due_at < now() + interval '15 minutes'
                and run.state = 'running' and run.scenario_id = incomplete.scenario_id and run.incomplete_id is null
            )
          )
        )
    ),
    ranked as (
      select due.*, row_number() over (partition by tenant_id, scenario_id order by asked_at nulls last, next_retry_at, id) as turn
      from due
    )
    select ranked.tenant_id as "tenantId", ranked.id, ranked.created_at as "createdAt", ranked.scenario_id as "scenarioId",
      case when ranked.retry_on = 'original' then ranked.scenario_version end as "scenarioVersion"
    from ranked
    where turn <= 3 - (
      select count(*) from executor.incomplete_execution as busy
      where busy.tenant_id = ranked.tenant_id and busy.scenario_id = ranked.scenario_id and busy.state = 'retrying'
    )
    order by turn, next_retry_at
    limit 200`,
};

import type { Statement } from '@ebbflow/persistence';
import { incompletesKeptSince } from '../incomplete-execution.ts';

/**
 * What may be retried now, at most three at once of a scenario ($1 is the oldest instant within the longest lifetime, $2 the patience
 * in milliseconds, $3 now, $4 the longest lifetime in days). By itself only while the scenario is active and no other run of it is going on; what a person asked for waits for
 * neither. A run that goes on has its due_at in the near future, which keeps the look for it short.
 *
 * After an outage thousands are due at once: what is asked about a scenario is asked once for each, and not for each that is due (20 000
 * due of 4 000 scenarios: 0.4 s, and 3 s the other way).
 */
export const pickDue: Statement = {
  name: 'pick-due-incompletes',
  text: `
    with busy as materialized (
      select tenant_id, scenario_id, count(*) as count from executor.incomplete_execution
      where state = 'retrying' group by tenant_id, scenario_id
    ),
    ranked as materialized (
      select incomplete.tenant_id, incomplete.id, incomplete.created_at, incomplete.scenario_id, incomplete.scenario_version,
        incomplete.retry_on, incomplete.next_retry_at, incomplete.asked_at,
        row_number() over (
          partition by incomplete.tenant_id, incomplete.scenario_id
          order by incomplete.asked_at nulls last, incomplete.next_retry_at, incomplete.id
        ) as turn
      from executor.incomplete_execution as incomplete
      join executor.scenario on scenario.tenant_id = incomplete.tenant_id and scenario.id = incomplete.scenario_id
      where incomplete.state = 'pending' and incomplete.next_retry_at <= now() and incomplete.created_at > $1
        and (incomplete.asked_at is not null or scenario.is_active)
        and incomplete.created_at > ${incompletesKeptSince('$3', '$4', 'incomplete')}
    ),
    candidate as materialized (
      select ranked.* from ranked
      left join busy on busy.tenant_id = ranked.tenant_id and busy.scenario_id = ranked.scenario_id
      where ranked.turn <= 3 - coalesce(busy.count, 0)
    ),
    running as materialized (
      select due.tenant_id, due.scenario_id
      from (select distinct tenant_id, scenario_id from candidate where asked_at is null) as due
      where exists (
        select from executor.run
        where run.tenant_id = due.tenant_id and run.due_at > now() and run.due_at < now() + interval '15 minutes'
          and run.state = 'running' and run.scenario_id = due.scenario_id and run.incomplete_id is null
      )
    )
    select candidate.tenant_id as "tenantId", candidate.id, candidate.created_at as "createdAt", candidate.scenario_id as "scenarioId",
      case when candidate.retry_on = 'original' then candidate.scenario_version end as "scenarioVersion"
    from candidate
    left join running on running.tenant_id = candidate.tenant_id and running.scenario_id = candidate.scenario_id
    where candidate.asked_at is not null or running.scenario_id is null
      or candidate.next_retry_at < now() - $2::float8 * interval '1 millisecond'
    order by candidate.turn, candidate.next_retry_at
    limit 200`,
};

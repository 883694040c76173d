import type { Statement } from '@ebbflow/persistence';

/** $4: a success came before these errors, so the count begins anew. In one order, against deadlocks. */
export const countErrors: Statement = {
  name: 'count-errors',
  text: `
    insert into executor.scenario_health as health (tenant_id, scenario_id, consecutive_errors)
    select tenant_id, scenario_id, errors
    from unnest($1::text[], $2::text[], $3::integer[], $4::boolean[]) as ended (tenant_id, scenario_id, errors, begins_anew)
    order by tenant_id, scenario_id
    on conflict (tenant_id, scenario_id) do update set
      consecutive_errors = excluded.consecutive_errors + case
        when (health.tenant_id, health.scenario_id) in (
          select tenant_id, scenario_id from unnest($1::text[], $2::text[], $4::boolean[]) as fresh (tenant_id, scenario_id, begins_anew)
          where begins_anew
        ) then 0 else health.consecutive_errors end,
      updated_at = now()
    returning tenant_id as "tenantId", scenario_id as "scenarioId", consecutive_errors as "consecutiveErrors"`,
};

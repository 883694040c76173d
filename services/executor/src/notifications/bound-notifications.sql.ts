import type { Statement } from '@ebbflow/persistence';

/**
 * At most one notification of a kind in a minute for each scenario. `announced` is how many things the one raised now stands for, those
 * held back before included; 0 when it is held back itself. In one order, so that two transactions cannot wait for each other in a circle.
 */
export const boundNotifications: Statement = {
  name: 'bound-notifications',
  text: `
    insert into executor.notification_bound as bound (tenant_id, scenario_id, kind, raised_at, announced)
    select tenant_id, scenario_id, kind, now(), count
    from unnest($1::text[], $2::text[], $3::text[], $4::integer[]) as new (tenant_id, scenario_id, kind, count)
    order by tenant_id, scenario_id, kind
    on conflict (tenant_id, scenario_id, kind) do update set
      announced = case when bound.raised_at <= now() - interval '1 minute' then bound.held_back + excluded.announced else 0 end,
      held_back = case when bound.raised_at <= now() - interval '1 minute' then 0 else bound.held_back + excluded.announced end,
      raised_at = case when bound.raised_at <= now() - interval '1 minute' then now() else bound.raised_at end
    returning tenant_id as "tenantId", scenario_id as "scenarioId", kind, announced`,
};

import type { Statement } from '@ebbflow/persistence';

/** What was held back and has nobody to carry it on: its minute is over and nothing came after it. */
export const releaseHeldBack: Statement = {
  name: 'release-held-back',
  text: `
    with due as (
      select tenant_id, scenario_id, kind from executor.notification_bound
      where held_back > 0 and raised_at <= now() - interval '1 minute'
      order by tenant_id, scenario_id, kind
      limit 500
      for no key update skip locked
    )
    update executor.notification_bound as bound
    set announced = bound.held_back, held_back = 0, raised_at = now()
    from due
    where bound.tenant_id = due.tenant_id and bound.scenario_id = due.scenario_id and bound.kind = due.kind
    returning bound.tenant_id as "tenantId", bound.scenario_id as "scenarioId", bound.kind, bound.announced`,
};

import type { Statement } from '@ebbflow/persistence';

/** No run of these begins before then. It never shortens an earlier freeze. */
export const freezeScenarios: Statement = {
  name: 'freeze-scenarios',
  text: `
    update executor.scenario
    set frozen_until = greatest(scenario.frozen_until, now() + frozen.freeze_ms * interval '1 millisecond')
    from unnest($1::text[], $2::text[], $3::float8[]) as frozen (tenant_id, scenario_id, freeze_ms)
    where scenario.tenant_id = frozen.tenant_id and scenario.id = frozen.scenario_id`,
};

import type { Statement } from '@ebbflow/persistence';

export const findCallable: Statement = {
  name: 'find-callable',
  text: `
    select scenario.id, scenario.version, scenario.is_active, scenario.team_id, schedule.definition->>'type' as schedule_type
    from executor.scenario
    left join executor.schedule on schedule.tenant_id = scenario.tenant_id and schedule.scenario_id = scenario.id
    where scenario.tenant_id = $1 and scenario.id = $2`,
};

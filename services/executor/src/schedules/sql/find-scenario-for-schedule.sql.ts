import type { Statement } from '@ebbflow/persistence';

export const findScenarioForSchedule: Statement = {
  name: 'find-scenario-for-schedule',
  text: `
    select version, is_active as "isActive" from executor.scenario
    where tenant_id = $1 and id = $2`,
};

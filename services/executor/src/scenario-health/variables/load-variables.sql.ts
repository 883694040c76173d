import type { Statement } from '@ebbflow/persistence';

export const loadVariables: Statement = {
  name: 'load-scenario-variables',
  text: `
    select variables_sealed, key_version from executor.scenario_variables
    where tenant_id = $1 and scenario_id = $2`,
};

import type { Statement } from '@ebbflow/persistence';

export const findConcurrency: Statement = {
  name: 'find-concurrency',
  text: `
    select lane_limit, key_template from executor.scenario_concurrency
    where tenant_id = $1 and scenario_id = $2`,
};

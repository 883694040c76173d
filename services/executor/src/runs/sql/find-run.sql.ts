import type { Statement } from '@ebbflow/persistence';

export const findRun: Statement = {
  name: 'find-run',
  text: `
    select id, scenario_id, state, created_at from executor.run
    where tenant_id = $1 and id = $2`,
};

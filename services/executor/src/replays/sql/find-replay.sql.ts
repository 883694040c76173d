import type { Statement } from '@ebbflow/persistence';

export const findReplay: Statement = {
  name: 'find-replay',
  text: `
    select id, version_choice, started, skipped, created_at, finished_at, scenario_id, within_scenarios from executor.replay
    where tenant_id = $1 and id = $2`,
};

import type { Statement } from '@ebbflow/persistence';

/** Runs of a scenario that reads from where the last one ended go one after another: two at once would read the same. */
export const limitPollingLane: Statement = {
  name: 'limit-polling-lane',
  text: `
    update executor.scenario set lane_limit = 1
    where tenant_id = $1 and id = $2 and lane_limit is distinct from 1`,
};

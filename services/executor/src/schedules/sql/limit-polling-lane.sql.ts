import type { Statement } from '@ebbflow/persistence';

/**
 * Runs of a scenario that reads from where the last one ended go one after another: two at once would read the same. Keys that an earlier
 * version was kept apart by would let them.
 */
export const limitPollingLane: Statement = {
  name: 'limit-polling-lane',
  text: `
    with keyless as (
      update executor.scenario_concurrency set lane_limit = 1, key_template = null, updated_at = now()
      where tenant_id = $1 and scenario_id = $2 and key_template is not null
    )
    update executor.scenario set lane_limit = 1
    where tenant_id = $1 and id = $2 and lane_limit is distinct from 1`,
};

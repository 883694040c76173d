import type { Statement } from '@ebbflow/persistence';

/**
 * Moves a run from the lane in which keys are asked for to that of its own key, as if it had been born there: queued, outside, not begun. Only
 * with the token of the lease. The limit is read anew; when it was taken away meanwhile, one after another is the careful choice.
 */
export const assignLane: Statement = {
  name: 'assign-lane',
  text: `
    update executor.run set lane = $4, lane_held = false, state = 'queued', lease_owner = null, attempts = 0, started_at = null,
      due_at = case when cancel_requested_at is null then 'infinity'::timestamptz else now() end,
      lane_limit = coalesce((
        select concurrency.lane_limit from executor.scenario_concurrency as concurrency
        where concurrency.tenant_id = run.tenant_id and concurrency.scenario_id = run.scenario_id
      ), 1)
    where tenant_id = $1 and id = $2 and lease_token = $3::bigint and state = 'running'
    returning id`,
};

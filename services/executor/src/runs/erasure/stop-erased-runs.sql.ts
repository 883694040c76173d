import type { Statement } from '@ebbflow/persistence';

/**
 * Ends what is still to be done. A worker that is in the middle of one holds a lease that is worth nothing from now on: it can neither
 * journal nor finish, and so announces no details.
 */
export const stopErasedRuns: Statement = {
  name: 'stop-erased-runs',
  text: `
    update executor.run set state = 'finished', status = 'error', operations = coalesce(operations, 0), finished_at = now(),
      lease_owner = null, due_at = null, lane_held = false, input_sealed = null, input_blob = null, key_version = null, reply_to = null,
      traceparent = null, callback_sealed = null
    where tenant_id = $1 and id = any($2::text[]) and state <> 'finished'
    returning id as "runId", scenario_id as "scenarioId", scenario_version as "scenarioVersion", trigger, delivery_id as "deliveryId",
      operations, coalesce(started_at, finished_at) as "startedAt", finished_at as "finishedAt", lane`,
};

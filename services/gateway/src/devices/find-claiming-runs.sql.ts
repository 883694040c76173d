import type { Statement } from '@ebbflow/persistence';

/** Runs of schedules that took one of these deliveries out of a queue, with their scenario. */
export const findClaimingRuns: Statement = {
  name: 'find-claiming-runs',
  text: `
    select claim.run_id as "runId", hook.scenario_id as "scenarioId"
      from gateway.hook_claim as claim
      join gateway.hook on hook.tenant_id = claim.tenant_id and hook.id = claim.hook_id
     where claim.tenant_id = $1 and hook.kind = 'device' and claim.delivery_ids && $2::text[]`,
};

import type { Statement } from '@ebbflow/persistence';

/** What scenarios did, and when. $1 tenant, $2 after this key, $3 how many at most */
export const copyActivity: Statement = {
  name: 'log-store.copy-activity',
  text: `select run_id as key, run_id as "runId", scenario_id as "scenarioId", kind, status, occurred_at as "occurredAt"
    from log_store.activity where tenant_id = $1 and run_id > $2 order by run_id limit $3`,
};

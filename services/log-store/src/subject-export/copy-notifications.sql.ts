import type { Statement } from '@ebbflow/persistence';

/** Notifications. $1 tenant, $2 after this key, $3 how many at most */
export const copyNotifications: Statement = {
  name: 'log-store.copy-notifications',
  text: `select id as key, id, kind, severity, scenario_id as "scenarioId", run_id as "runId", raised_at as "raisedAt"
    from log_store.notification where tenant_id = $1 and id > $2 order by id limit $3`,
};

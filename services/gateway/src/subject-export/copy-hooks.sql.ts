import type { Statement } from '@ebbflow/persistence';

/** Hooks, without the secret part of their addresses. $1 tenant, $2 after this key, $3 how many at most */
export const copyHooks: Statement = {
  name: 'gateway.copy-hooks',
  text: `select id as key, id, scenario_id as "scenarioId", module_id as "moduleId", enabled as "isEnabled", options, created_at as "createdAt"
    from gateway.hook where tenant_id = $1 and id > $2 order by id limit $3`,
};

import type { Statement } from '@ebbflow/persistence';

/** Scenarios as they are now. $1 tenant, $2 after this key, $3 how many at most */
export const copyScenarios: Statement = {
  name: 'executor.copy-scenarios',
  text: `select id as key, id, name, description, tags, is_active as "isActive", created_at as "createdAt", updated_at as "updatedAt"
    from executor.scenario where tenant_id = $1 and id > $2 order by id limit $3`,
};

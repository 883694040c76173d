import type { Statement } from '@ebbflow/persistence';

/** Every version as it was imported or drawn. $1 tenant, $2 after this key, $3 how many at most */
export const copyScenarioVersions: Statement = {
  name: 'executor.copy-scenario-versions',
  text: `select scenario_id || '/' || lpad(number::text, 10, '0') as key, scenario_id as "scenarioId", number, blueprint, note, created_at as "createdAt"
    from executor.scenario_version
    where tenant_id = $1 and scenario_id || '/' || lpad(number::text, 10, '0') > $2
    order by 1 limit $3`,
};

import type { Statement } from '@ebbflow/persistence';

/**
 * Published versions of tenant $1 with the text $2 in them: an id, which nothing else contains. Reads all of the tenant's scenarios; that a
 * connection is removed is rare.
 */
export const findScenariosNaming: Statement = {
  name: 'find-scenarios-naming',
  text: `
    select scenario.id as "scenarioId", scenario.is_active as "isActive", version.blueprint
      from executor.scenario
      join executor.scenario_version as version
        on version.tenant_id = scenario.tenant_id and version.scenario_id = scenario.id and version.number = scenario.version
     where scenario.tenant_id = $1 and strpos(version.blueprint::text, $2) > 0`,
};

import type { Statement } from '@ebbflow/persistence';

/**
 * Versions of tenant $1's scenarios with the text $2 in them: an id, which nothing else contains. Reads all of them; that a connection is
 * removed is rare.
 */
export const findVersionsNaming: Statement = {
  name: 'find-versions-naming',
  text: `
    select scenario.id as "scenarioId", scenario.is_active as "isActive", version.number as version,
           version.number = scenario.version as "isPublished", version.blueprint
      from executor.scenario
      join executor.scenario_version as version
        on version.tenant_id = scenario.tenant_id and version.scenario_id = scenario.id
     where scenario.tenant_id = $1 and strpos(version.blueprint::text, $2) > 0
     order by scenario.id, version.number`,
};

import type { Statement } from '@ebbflow/persistence';

export interface ScenarioState {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly version: number;
  readonly isActive: boolean;
}

/** Scenarios of several tenants as they are now. One that is not answered is deleted. */
export const loadScenarioStates: Statement = {
  name: 'load-scenario-states',
  text: `
    select scenario.tenant_id as "tenantId", scenario.id as "scenarioId", scenario.version, scenario.is_active as "isActive"
    from unnest($1::text[], $2::text[]) as asked (tenant_id, id)
    join executor.scenario on scenario.tenant_id = asked.tenant_id and scenario.id = asked.id`,
};

import type { ScheduleType } from '@ebbflow/blueprint';
import type { Statement } from '@ebbflow/persistence';

export interface ScenarioState {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly version: number;
  readonly isActive: boolean;
  /** Null where nobody ever said anything about when it starts. */
  readonly scheduleType: ScheduleType | null;
}

/** Scenarios of several tenants as they are now. One that is not answered is deleted. */
export const loadScenarioStates: Statement = {
  name: 'load-scenario-states',
  text: `
    select scenario.tenant_id as "tenantId", scenario.id as "scenarioId", scenario.version, scenario.is_active as "isActive",
      schedule.definition ->> 'type' as "scheduleType"
    from unnest($1::text[], $2::text[]) as asked (tenant_id, id)
    join executor.scenario on scenario.tenant_id = asked.tenant_id and scenario.id = asked.id
    left join executor.schedule on schedule.tenant_id = scenario.tenant_id and schedule.scenario_id = scenario.id`,
};

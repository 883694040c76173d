import type { CompiledScenario } from '@ebbflow/blueprint';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { ScenarioListener } from '../scenarios/scenario-listener.ts';
import { ScenarioListeners } from '../scenarios/scenario-listeners.ts';
import { forgetScenario } from './sql/forget-scenario.sql.ts';
import { forgiveScenario } from './sql/forgive-scenario.sql.ts';

/** Keeps what is known of a scenario's health true when a person changes the scenario. */
@Injectable()
export class ScenarioHealthListener implements ScenarioListener {
  constructor(listeners: ScenarioListeners) {
    listeners.add(this);
  }

  async onActivated(sql: SqlClient, tenantId: string, scenarioId: string, _compiled: CompiledScenario): Promise<void> {
    await sql.query(forgiveScenario, [tenantId, scenarioId]);
  }

  async onDeleted(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(forgetScenario, [tenantId, scenarioId]);
  }
}

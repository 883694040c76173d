import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { ScenarioListener } from '../scenarios/scenario-listener.ts';
import { ScenarioListeners } from '../scenarios/scenario-listeners.ts';
import { forgetIncompletes } from './sql/forget-incompletes.sql.ts';

/** What a deleted scenario left incomplete is forgotten with it. */
@Injectable()
export class IncompletesListener implements ScenarioListener {
  constructor(listeners: ScenarioListeners) {
    listeners.add(this);
  }

  async onDeleted(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(forgetIncompletes, [tenantId, scenarioId]);
  }
}

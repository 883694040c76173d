import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { ScenarioListener } from '../scenarios/scenario-listener.ts';
import { ScenarioListeners } from '../scenarios/scenario-listeners.ts';
import { deleteRedactionRules } from './sql/delete-redaction-rules.sql.ts';

/** The rules of a scenario go with it. */
@Injectable()
export class RedactionListener implements ScenarioListener {
  constructor(listeners: ScenarioListeners) {
    listeners.add(this);
  }

  async onDeleted(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(deleteRedactionRules, [tenantId, scenarioId]);
  }
}

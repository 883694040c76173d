import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { ScenarioListener } from '../scenarios/scenario-listener.ts';
import { ScenarioListeners } from '../scenarios/scenario-listeners.ts';
import { deleteSearchKeys } from './sql/delete-search-keys.sql.ts';

/** The search keys of a scenario go with it. */
@Injectable()
export class SearchKeysListener implements ScenarioListener {
  constructor(listeners: ScenarioListeners) {
    listeners.add(this);
  }

  async onDeleted(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(deleteSearchKeys, [tenantId, scenarioId]);
  }
}

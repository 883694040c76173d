import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { ScenarioListener } from '../scenarios/scenario-listener.ts';
import { ScenarioListeners } from '../scenarios/scenario-listeners.ts';
import { EffectiveLifetimes } from './effective-lifetimes.ts';
import { markScenarioGone } from './sql/mark-scenario-gone.sql.ts';

/** A scenario has the lifetimes of the team it is in, from the moment it is there. */
@Injectable()
export class LifetimesListener implements ScenarioListener {
  constructor(
    listeners: ScenarioListeners,
    private readonly effective: EffectiveLifetimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    listeners.add(this);
  }

  async onPlaced(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await this.effective.lock(sql, tenantId);
    await this.effective.refresh(sql, tenantId, [scenarioId]);
  }

  async onDeleted(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(markScenarioGone, [tenantId, scenarioId, this.clock.now()]);
  }
}

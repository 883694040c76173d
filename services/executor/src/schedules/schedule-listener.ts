import type { CompiledScenario } from '@ebbflow/blueprint';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { ScenarioListener } from '../scenarios/scenario-listener.ts';
import { ScenarioListeners } from '../scenarios/scenario-listeners.ts';
import { ScheduleOfScenario } from './schedule-of-scenario.ts';
import { ScheduleConflictError } from './schedules.errors.ts';
import { SchedulesRepository } from './schedules.repository.ts';
import { setFrom, type StoredSchedule } from './stored-schedule.ts';

/** Keeps the schedule true to its scenario, in the transaction that changes the scenario. */
@Injectable()
export class ScheduleListener implements ScenarioListener {
  constructor(
    listeners: ScenarioListeners,
    private readonly repository: SchedulesRepository,
    private readonly schedules: ScheduleOfScenario,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    listeners.add(this);
  }

  async onPublished(sql: SqlClient, tenantId: string, scenarioId: string, compiled: CompiledScenario): Promise<void> {
    const stored = await this.repository.lock(sql, tenantId, scenarioId);
    const schedule = stored
      ? await this.schedules.republished(sql, stored, compiled)
      : { ...(await this.schedules.initial(sql, tenantId, scenarioId, compiled)), revision: 1 };
    if (schedule !== stored) await this.#save(sql, schedule);
    if (schedule.startKind === 'polling') await this.repository.limitPollingLane(sql, tenantId, scenarioId);
  }

  async onActivated(sql: SqlClient, tenantId: string, scenarioId: string, compiled: CompiledScenario): Promise<void> {
    const stored = await this.repository.lock(sql, tenantId, scenarioId);
    // Another version of a scenario that is active already: its intervals go on as they were.
    if (stored?.isActive === true) return;
    if (stored) return this.repository.setActivity(sql, setFrom(stored, true, this.clock.now()));
    // A scenario from before there were schedules.
    const initial = await this.schedules.initial(sql, tenantId, scenarioId, compiled);
    await this.#save(sql, { ...setFrom(initial, true, this.clock.now()), revision: 1 });
  }

  async onDeactivated(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await this.repository.rest(sql, tenantId, scenarioId);
  }

  async onDeleted(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await this.repository.delete(sql, tenantId, scenarioId);
  }

  async #save(sql: SqlClient, schedule: StoredSchedule): Promise<void> {
    if (!(await this.repository.save(sql, schedule))) throw new ScheduleConflictError(undefined);
  }
}

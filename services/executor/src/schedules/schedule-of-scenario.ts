import type { CompiledScenario } from '@ebbflow/blueprint';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { initialSchedule } from './initial-schedule.policy.ts';
import { SchedulesConfig } from './schedules.config.ts';
import { SchedulesRepository } from './schedules.repository.ts';
import { firstModuleOf, startKindOf } from './start-kind.policy.ts';
import { setFrom, type StartKind, type StoredSchedule } from './stored-schedule.ts';

/** What a scenario's published version says about its schedule: how it begins, and when as long as nobody set it by hand. */
@Injectable()
export class ScheduleOfScenario {
  constructor(
    private readonly repository: SchedulesRepository,
    private readonly config: SchedulesConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async beginningOf(
    sql: SqlClient,
    tenantId: string,
    scenarioId: string,
    compiled: CompiledScenario,
  ): Promise<{ startKind: StartKind; hookId: string | null }> {
    const first = firstModuleOf(compiled);
    // Of the module at which the flow really begins: a hook of one that is switched off starts nothing.
    const found = first === undefined ? null : await this.repository.findHook(sql, tenantId, scenarioId, first.id);
    const startKind = startKindOf(compiled, found !== null);
    return { startKind, hookId: startKind === 'hook' ? found : null };
  }

  /** Not stored, inactive, of revision 0. */
  async initial(
    sql: SqlClient,
    tenantId: string,
    scenarioId: string,
    compiled: CompiledScenario,
  ): Promise<StoredSchedule> {
    const beginning = await this.beginningOf(sql, tenantId, scenarioId, compiled);
    const { timezone } = this.config;
    const now = this.clock.now();
    return {
      tenantId,
      scenarioId,
      ...initialSchedule(compiled.schedule, beginning.startKind, timezone),
      ...beginning,
      timezone,
      misfire: { policy: 'run_once' },
      isActive: false,
      anchorAt: now,
      nextAt: null,
      dueAt: null,
      waitingSince: null,
      revision: 0,
      changedBy: null,
      updatedAt: now,
    };
  }

  /** What becomes of a stored schedule when this version is published. One that a person set stays, whatever the blueprint says. */
  async republished(sql: SqlClient, stored: StoredSchedule, compiled: CompiledScenario): Promise<StoredSchedule> {
    const initial = await this.initial(sql, stored.tenantId, stored.scenarioId, compiled);
    const { startKind, hookId } = initial;
    // "Immediately" went with the webhook it was meant for.
    const isLost = stored.definition.type === 'immediately' && startKind !== 'hook';
    const { definition, origin } = stored.origin === 'person' && !isLost ? stored : initial;
    const isSame =
      JSON.stringify(sorted(definition)) === JSON.stringify(sorted(stored.definition)) &&
      startKind === stored.startKind &&
      hookId === stored.hookId;
    if (isSame && origin === stored.origin) return stored;
    const changed = {
      ...stored,
      definition,
      origin,
      startKind,
      hookId,
      changedBy: null,
      revision: stored.revision + 1,
    };
    return { ...setFrom(changed, stored.isActive, this.clock.now()), updatedAt: this.clock.now() };
  }
}

/** Postgres gives the keys of a jsonb back in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, field]) => [key, sorted(field)]);
}

import type {
  previewScheduleSchema,
  putScheduleSchema,
  ScenarioSchedule,
  ScheduleDefinition,
  ScheduleInstantList,
  SchedulePreview,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, type Fault, isId } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CompiledVersions } from '../scenarios/compiled-versions.ts';
import { ScenarioNotFoundError } from '../scenarios/scenarios.errors.ts';
import { isTimezone } from './instants/local-time.ts';
import { nextInstants } from './instants/next-instants.ts';
import { planSchedule } from './instants/plan-schedule.ts';
import { scheduleFaults } from './schedule-faults.policy.ts';
import { ScheduleOfScenario } from './schedule-of-scenario.ts';
import { scheduleSentence } from './schedule-sentence.ts';
import { ScheduleConflictError, ScheduleInvalidError, ScheduleNeedsHookError } from './schedules.errors.ts';
import { SchedulesRepository } from './schedules.repository.ts';
import { setFrom, type StoredSchedule } from './stored-schedule.ts';

export interface ScheduleChange extends z.infer<typeof putScheduleSchema> {
  /** The revision the caller has read. */
  readonly expected: number;
  readonly changedBy: string | null;
}

/** What a person may ask about schedules, and set. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly database: Database,
    private readonly repository: SchedulesRepository,
    private readonly schedules: ScheduleOfScenario,
    private readonly versions: CompiledVersions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ScheduleInvalidError */
  preview({ schedule, timezone, after, count }: z.infer<typeof previewScheduleSchema>): SchedulePreview {
    assertCanBeFollowed(schedule, timezone);
    const afterMs = after === undefined ? this.clock.nowMs() : Date.parse(after);
    const plan = planSchedule(schedule, { timezone, anchorMs: afterMs });
    return {
      instants: nextInstants(plan, afterMs, count).map((instant) => new Date(instant).toISOString()),
      sentence: scheduleSentence(schedule, timezone),
    };
  }

  async get(tenantId: string, scenarioId: string): Promise<ScenarioSchedule> {
    const found = await this.#inScenario(tenantId, scenarioId, (sql) =>
      this.repository.find(sql, tenantId, scenarioId),
    );
    return answer(found.stored ?? (await this.#initial(tenantId, scenarioId, found.version)));
  }

  /** @throws ScheduleInvalidError, ScheduleNeedsHookError; ScheduleConflictError when somebody changed it meanwhile */
  async put(tenantId: string, scenarioId: string, change: ScheduleChange): Promise<ScenarioSchedule> {
    const { schedule: definition, timezone, misfire, expected, changedBy } = change;
    assertCanBeFollowed(definition, timezone);
    return this.#change(tenantId, scenarioId, expected, (base) => {
      if (definition.type === 'immediately' && base.startKind !== 'hook') throw new ScheduleNeedsHookError();
      return { ...base, definition, timezone, misfire, origin: 'person', changedBy };
    });
  }

  /** Back to what the blueprint says. Idempotent. */
  async reset(tenantId: string, scenarioId: string, changedBy: string | null): Promise<void> {
    const { stored, version } = await this.#inScenario(tenantId, scenarioId, (sql) =>
      this.repository.find(sql, tenantId, scenarioId),
    );
    if (stored?.origin !== 'person') return;
    const { definition, origin, timezone, misfire } = await this.#initial(tenantId, scenarioId, version);
    await this.#change(tenantId, scenarioId, stored.revision, (base) => ({
      ...base,
      definition,
      origin,
      timezone,
      misfire,
      changedBy,
    }));
  }

  async listInstants(
    tenantId: string,
    scenarioId: string,
    cursor: string | undefined,
    limit: number,
  ): Promise<ScheduleInstantList> {
    const { stored: found } = await this.#inScenario(tenantId, scenarioId, (sql) =>
      this.repository.listInstants(sql, { tenantId, scenarioId }, cursor, limit + 1),
    );
    const items = found.slice(0, limit).map(({ instant, runId, decidedAt }) => ({
      instant: instant.toISOString(),
      outcome: runId === null ? ('missed' as const) : ('started' as const),
      runId,
      decidedAt: decidedAt.toISOString(),
    }));
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.instant ?? null) : null };
  }

  async #change(
    tenantId: string,
    scenarioId: string,
    expected: number,
    change: (base: StoredSchedule) => StoredSchedule,
  ): Promise<ScenarioSchedule> {
    const { version, isActive } = await this.#inScenario(tenantId, scenarioId, async () => undefined);
    const initial = await this.#initial(tenantId, scenarioId, version);
    return this.database.withTenant(tenantId, async (sql) => {
      const stored = await this.repository.lock(sql, tenantId, scenarioId);
      if ((stored?.revision ?? 0) !== expected) throw new ScheduleConflictError(stored);
      const now = this.clock.now();
      const changed = change(stored ?? { ...initial, isActive });
      const saved = { ...setFrom(changed, changed.isActive, now), revision: expected + 1, updatedAt: now };
      if (!(await this.repository.save(sql, saved))) throw new ScheduleConflictError(undefined);
      if (saved.startKind === 'hook') await this.repository.queueHookSync(sql, tenantId, scenarioId);
      return answer(saved);
    });
  }

  async #inScenario<T>(
    tenantId: string,
    scenarioId: string,
    work: (sql: SqlClient) => Promise<T>,
  ): Promise<{ stored: T; version: number; isActive: boolean }> {
    // What is no id cannot be found, and may hold what Postgres refuses in a text.
    if (!isId('scn', scenarioId)) throw new ScenarioNotFoundError();
    return this.database.withTenant(tenantId, async (sql) => {
      const scenario = await this.repository.findScenario(sql, tenantId, scenarioId);
      if (!scenario) throw new ScenarioNotFoundError();
      return { ...scenario, stored: await work(sql) };
    });
  }

  async #initial(tenantId: string, scenarioId: string, version: number): Promise<StoredSchedule> {
    const compiled = await this.versions.get(tenantId, scenarioId, version);
    return this.database.withTenant(tenantId, (sql) => this.schedules.initial(sql, tenantId, scenarioId, compiled));
  }
}

function assertCanBeFollowed(schedule: ScheduleDefinition, timezone: string): void {
  const faults: Fault[] = scheduleFaults(schedule, timezone).map(({ pointer, message }) => ({
    pointer: `/schedule${pointer}`,
    message,
  }));
  if (!isTimezone(timezone)) faults.push({ pointer: '/timezone', message: 'There is no time zone of this name.' });
  if (faults.length > 0) throw new ScheduleInvalidError(faults);
}

function answer(stored: StoredSchedule): ScenarioSchedule {
  const { definition: schedule, timezone, misfire, origin, isActive, nextAt, waitingSince, revision } = stored;
  return {
    schedule,
    timezone,
    misfire,
    origin,
    isActive,
    nextAt: nextAt?.toISOString() ?? null,
    waitingSince: waitingSince?.toISOString() ?? null,
    sentence: scheduleSentence(schedule, timezone),
    revision,
  };
}

import { Settings } from '@ebbflow/config';
import type { ScheduleDefinition } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { newOrganisationId, templateDatabase } from '@ebbflow/testing';
import { EXECUTOR_MIGRATIONS } from '../../src/migrations/executor-migrations.ts';
import { RunStarts } from '../../src/runs/start/run-starts.ts';
import { SchedulesConfig } from '../../src/schedules/schedules.config.ts';
import { LaneGuard } from '../../src/schedules/ticker/lane-guard.ts';
import { type PendingCounts, ScheduleClaimsService } from '../../src/schedules/ticker/schedule-claims.service.ts';
import type { ScheduleGuard } from '../../src/schedules/ticker/schedule-guard.ts';
import { ScheduleQueueRepository } from '../../src/schedules/ticker/schedule-queue.repository.ts';
import { aStoredScenario } from '../support/queue-rows.builder.ts';
import { aStoredSchedule } from '../support/schedule-rows.builder.ts';

const MINUTE = 60_000;
const START = new Date('2026-03-01T12:00:00Z');
const NOTHING: PendingCounts = new Map();

describe('due schedules', () => {
  const template = templateDatabase([{ schema: 'executor', migrations: EXECUTOR_MIGRATIONS }]);
  const tenantId = newOrganisationId();
  let clock: ManualClock;
  let blocked: Set<string>;
  const guard: ScheduleGuard = { waiting: async () => blocked };

  beforeEach(async () => {
    clock = new ManualClock(START);
    blocked = new Set();
    await template.asAdmin('truncate executor.run, executor.schedule, executor.schedule_instant');
  });

  /** As one replica of the executor has it. */
  const replica = (batch = 500): ScheduleClaimsService =>
    new ScheduleClaimsService(
      template.database(),
      new ScheduleQueueRepository(),
      new RunStarts(),
      new SchedulesConfig(new Settings({ EBB_EXECUTOR_SCHEDULE_BATCH: String(batch) })),
      [guard, new LaneGuard()],
      clock,
    );
  const runs = (): Promise<{ request_key: string; tenant_id: string }[]> =>
    template.asAdmin('select request_key, tenant_id from executor.run order by request_key');
  const instants = (): Promise<{ instant: Date; run_id: string | null }[]> =>
    template.asAdmin('select instant, run_id from executor.schedule_instant order by instant');
  const row = async (): Promise<Record<string, unknown>> =>
    (await template.asAdmin<Record<string, unknown>>('select * from executor.schedule'))[0] ?? {};
  const minutes = (...values: number[]): Date[] => values.map((value) => new Date(START.getTime() + value * MINUTE));

  it('of 1000 instants give 1000 runs, however many executors look at them', async () => {
    const scenarioId = await aStoredScenario(template, tenantId);
    await aStoredSchedule(template, tenantId, scenarioId, {
      anchorAt: START,
      misfire: { policy: 'catch_up', limit: 100 },
    });
    const [one, two] = [replica(), replica()];
    for (let step = 0; step < 200; step += 1) {
      clock.advance(5 * MINUTE);
      await Promise.all([one.claim(NOTHING), two.claim(NOTHING), one.claim(NOTHING), two.claim(NOTHING)]);
    }
    const keys = (await runs()).map(({ request_key: key }) => key);
    expect(keys).toHaveLength(1_000);
    expect(new Set(keys).size).toBe(1_000);
    expect(await instants()).toHaveLength(1_000);
    expect(await row()).toMatchObject({ next_at: minutes(1_001)[0] });
  }, 60_000);

  it('of many scenarios are shared out, each to one executor', async () => {
    const ids = await Promise.all(Array.from({ length: 120 }, () => aStoredScenario(template, tenantId)));
    for (const scenarioId of ids) await aStoredSchedule(template, tenantId, scenarioId, { anchorAt: START });
    clock.advance(MINUTE);
    const replicas = Array.from({ length: 4 }, () => replica(25));
    let claimed = 0;
    for (let round = 0; round < 8; round += 1) {
      const outcomes = await Promise.all(replicas.map((one) => one.claim(NOTHING)));
      claimed += outcomes.reduce((sum, { claimedCount }) => sum + claimedCount, 0);
    }
    expect(claimed).toBe(120);
    expect(new Set((await runs()).map(({ request_key: key }) => key)).size).toBe(120);
  });

  it('start nothing before their time', async () => {
    await aStoredSchedule(template, tenantId, await aStoredScenario(template, tenantId), { anchorAt: START });
    clock.advance(MINUTE - 1);
    expect(await replica().claim(NOTHING)).toMatchObject({ claimedCount: 0, startedCount: 0, hooksToAsk: [] });
    clock.advance(1);
    expect(await replica().claim(NOTHING)).toMatchObject({ claimedCount: 1, startedCount: 1 });
    expect(await instants()).toEqual([{ instant: minutes(1)[0], run_id: expect.stringMatching(/^run_/) as string }]);
  });

  it.each([
    [{ policy: 'skip' } as const, minutes(9, 10), minutes(8)],
    [{ policy: 'run_once' } as const, minutes(10), minutes(9)],
    [{ policy: 'catch_up', limit: 3 } as const, minutes(6, 7, 8, 9, 10), minutes(5)],
  ])('that were missed are decided by %j, once', async (misfire, started, missed) => {
    const scenarioId = await aStoredScenario(template, tenantId);
    await aStoredSchedule(template, tenantId, scenarioId, { anchorAt: START, misfire });
    clock.advance(10 * MINUTE);
    await replica().claim(NOTHING);
    await replica().claim(NOTHING);
    const decided = await instants();
    expect(decided.filter(({ run_id: run }) => run !== null).map(({ instant }) => instant)).toEqual(started);
    expect(decided.filter(({ run_id: run }) => run === null).map(({ instant }) => instant)).toEqual(missed);
    expect(await runs()).toHaveLength(started.length);
    expect(await row()).toMatchObject({ next_at: minutes(11)[0] });
  });

  it('have no further instant when they are over', async () => {
    const scenarioId = await aStoredScenario(template, tenantId);
    const definition: ScheduleDefinition = { type: 'once', date: '2026-03-01T12:05:00Z', restrictions: [] };
    await aStoredSchedule(template, tenantId, scenarioId, {
      anchorAt: START,
      definition,
      nextAt: minutes(5)[0] as Date,
    });
    clock.advance(90 * MINUTE);
    await replica().claim(NOTHING);
    expect(await runs()).toHaveLength(1);
    expect(await row()).toMatchObject({ next_at: null, due_at: null, is_active: true });
  });

  it('wait while a guard wants it, and then start once for all that came meanwhile', async () => {
    const scenarioId = await aStoredScenario(template, tenantId);
    await aStoredSchedule(template, tenantId, scenarioId, { anchorAt: START, misfire: { policy: 'skip' } });
    blocked.add(scenarioId);
    clock.advance(MINUTE);
    await replica().claim(NOTHING);
    expect(await runs()).toHaveLength(0);
    expect(await row()).toMatchObject({ next_at: minutes(1)[0], waiting_since: minutes(1)[0] });
    blocked.clear();
    clock.advance(4 * MINUTE);
    await replica().claim(NOTHING);
    expect(await runs()).toEqual([{ request_key: `sch:${scenarioId}:2026-03-01T12:05:00.000Z`, tenant_id: tenantId }]);
    expect(await row()).toMatchObject({ next_at: minutes(6)[0], waiting_since: null });
  });

  it('wait while a run of theirs stands at the door of its lane', async () => {
    const scenarioId = await aStoredScenario(template, tenantId);
    await template.asAdmin('update executor.scenario set lane_limit = 1 where id = $1', [scenarioId]);
    await aStoredSchedule(template, tenantId, scenarioId, { anchorAt: START });
    clock.advance(MINUTE);
    await replica().claim(NOTHING);
    clock.advance(MINUTE);
    await replica().claim(NOTHING);
    expect(await runs()).toHaveLength(1);
    await template.asAdmin('update executor.run set lane_held = true where scenario_id = $1', [scenarioId]);
    clock.advance(5_000);
    await replica().claim(NOTHING);
    expect(await runs()).toHaveLength(2);
  });

  it('of a hook start when something waits at it, and are put off when the gateway cannot say', async () => {
    const scenarioId = await aStoredScenario(template, tenantId);
    await aStoredSchedule(template, tenantId, scenarioId, { anchorAt: START, hookId: 'hok_1' });
    clock.advance(MINUTE);
    expect(await replica().claim(NOTHING)).toMatchObject({
      claimedCount: 1,
      startedCount: 0,
      hooksToAsk: [{ tenantId, hookId: 'hok_1' }],
    });
    expect(await row()).toMatchObject({ due_at: minutes(1)[0], waiting_since: null });
    await replica().claim(new Map([['hok_1', undefined]]));
    expect(await row()).toMatchObject({ next_at: minutes(1)[0], waiting_since: minutes(1)[0] });
    clock.advance(5_000);
    await replica().claim(new Map([['hok_1', 0]]));
    expect([await runs(), await instants()]).toEqual([[], []]);
    clock.advance(MINUTE);
    await replica().claim(new Map([['hok_1', 7]]));
    expect(await template.asAdmin('select trigger, hook_id from executor.run')).toEqual([
      { trigger: 'schedule', hook_id: 'hok_1' },
    ]);
  });

  it('are asked about ever more seldom while they wait', async () => {
    const scenarioId = await aStoredScenario(template, tenantId);
    await aStoredSchedule(template, tenantId, scenarioId, { anchorAt: START });
    blocked.add(scenarioId);
    const pauses: number[] = [];
    clock.advance(MINUTE);
    for (let time = 0; time < 12; time += 1) {
      await replica().claim(NOTHING);
      const { due_at: dueAt } = await row();
      pauses.push((dueAt as Date).getTime() - clock.nowMs());
      clock.advance(pauses.at(-1) ?? 0);
    }
    expect(pauses.slice(0, 2)).toEqual([5_000, 5_000]);
    expect(pauses.at(-1)).toBeGreaterThan(8_000);
    clock.advance(86_400_000);
    await replica().claim(NOTHING);
    expect(((await row())['due_at'] as Date).getTime() - clock.nowMs()).toBe(MINUTE);
  });

  it.each([
    [{ type: 'cron', expression: 'never', restrictions: [] }, 'UTC'],
    [{ type: 'daily', time: '12:00', restrictions: [] }, 'Europe/Atlantis'],
  ])('that cannot be followed any more (%j, %s) rest, and do not hold up the others', async (definition, timezone) => {
    const broken = await aStoredScenario(template, tenantId);
    await aStoredSchedule(template, tenantId, broken, { anchorAt: START });
    await template.asAdmin('update executor.schedule set definition = $1, timezone = $2', [
      JSON.stringify(definition),
      timezone,
    ]);
    await aStoredSchedule(template, tenantId, await aStoredScenario(template, tenantId), { anchorAt: START });
    clock.advance(MINUTE);
    const { startedCount, broken: told } = await replica().claim(NOTHING);
    expect([startedCount, told.map(({ scenarioId }) => scenarioId)]).toEqual([1, [broken]]);
    expect(await template.asAdmin('select next_at from executor.schedule where scenario_id = $1', [broken])).toEqual([
      { next_at: null },
    ]);
  });

  it('take turns between organisations', async () => {
    const [large, small] = [newOrganisationId(), newOrganisationId()];
    for (let index = 0; index < 30; index += 1) {
      await aStoredSchedule(template, large, await aStoredScenario(template, large), { anchorAt: START });
    }
    const late = new Date(START.getTime() + 30_000);
    await aStoredSchedule(template, small, await aStoredScenario(template, small), { anchorAt: late });
    clock.advance(2 * MINUTE);
    await replica(10).claim(NOTHING);
    expect((await runs()).filter(({ tenant_id: tenant }) => tenant === small)).toHaveLength(1);
  });
});

import type { ScenarioSchedule, ScheduleInstantList, SchedulePreview } from '@ebbflow/contracts';
import { ManualClock, type JsonObject } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, waitFor } from '@ebbflow/testing';
import { ScenarioActivation } from '../../src/scenarios/activation/scenario-activation.ts';
import { aBlueprint, BlueprintBuilder } from '../support/blueprints.builder.ts';
import { HttpSink } from '../support/http-sink.ts';
import { executorHouse } from '../support/executor-house.ts';

const MINUTE = 60_000;
const SETTINGS = { EBB_EXECUTOR_SCHEDULE_TICK: '20ms', EBB_EXECUTOR_LEASE: '10m', EBB_EXECUTOR_SCHEDULE_RETRY: '50ms' };

describe('a scenario on a schedule', () => {
  const clock = new ManualClock(Date.now());
  const house = executorHouse(clock);
  let one: RunningService;

  beforeAll(async () => {
    one = await house.start({ ...SETTINGS, EBB_EXECUTOR_NODE: 'one' });
    await house.start({ ...SETTINGS, EBB_EXECUTOR_NODE: 'two' });
  });

  const calls = (path: string): JsonObject => new BlueprintBuilder([], {}).withCall(`${house.sink.url}${path}`).build();
  const scheduleOf = async (scenarioId: string): Promise<ScenarioSchedule> =>
    (await house.ask(one, 'GET', `/v1/scenarios/${scenarioId}/schedule`)).body as ScenarioSchedule;
  const put = async (scenarioId: string, body: object, userId: string | null = null): Promise<Asked> => {
    const { revision } = await scheduleOf(scenarioId);
    return house.change(one, { method: 'PUT', path: `/v1/scenarios/${scenarioId}/schedule`, body, userId }, revision);
  };
  const activate = async (scenarioId: string, active = true): Promise<void> => {
    const { status } = await house.ask(one, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active });
    expect(status).toBe(200);
  };
  const every = (intervalSeconds: number, more: object = {}): object => ({
    schedule: { type: 'indefinitely', intervalSeconds },
    ...more,
  });

  it('starts at each of its instants once, with two executors', async () => {
    const { scenarioId } = await house.import(one, calls('/ticks'));
    await put(scenarioId, every(60));
    await activate(scenarioId);
    for (let tick = 1; tick <= 30; tick += 1) {
      clock.advance(MINUTE);
      await waitFor(() => house.finishedOf(scenarioId).length === tick, { what: `run ${String(tick)}` });
    }
    const { body } = await house.ask(one, 'GET', `/v1/scenarios/${scenarioId}/schedule/instants?limit=20`);
    const { items, nextCursor } = body as ScheduleInstantList;
    expect(items).toHaveLength(20);
    expect(items[0]).toMatchObject({ outcome: 'started', runId: expect.stringMatching(/^run_/) as string });
    const rest = await house.ask(
      one,
      'GET',
      `/v1/scenarios/${scenarioId}/schedule/instants?cursor=${String(nextCursor)}`,
    );
    expect((rest.body as ScheduleInstantList).items).toHaveLength(10);
    expect(house.finishedOf(scenarioId).map(({ trigger }) => trigger)).toEqual(Array(30).fill('schedule'));
    await activate(scenarioId, false);
  }, 60_000);

  it('rests while it is not active, and counts anew when it is', async () => {
    const { scenarioId } = await house.import(one, calls('/rests'));
    await put(scenarioId, every(600));
    expect(await scheduleOf(scenarioId)).toMatchObject({ isActive: false, nextAt: null, origin: 'person' });
    clock.advance(3_000);
    await activate(scenarioId);
    const nextAt = new Date(clock.nowMs() + 10 * MINUTE).toISOString();
    expect(await scheduleOf(scenarioId)).toMatchObject({ isActive: true, nextAt });
    await activate(scenarioId, false);
    expect(await scheduleOf(scenarioId)).toMatchObject({ isActive: false, nextAt: null });
    clock.advance(20 * MINUTE);
    await activate(scenarioId);
    await put(scenarioId, every(1_200));
    expect((await scheduleOf(scenarioId)).nextAt).toBe(new Date(clock.nowMs() + 20 * MINUTE).toISOString());
    expect(house.sink.callsOf('/rests')).toEqual([]);
    await activate(scenarioId, false);
  });

  it('has the schedule of its blueprint until somebody sets another, and has it again when that is taken back', async () => {
    const blueprint = { ...calls('/blueprint'), scheduling: { type: 'daily', time: '06:30' } };
    const { scenarioId } = await house.import(one, blueprint);
    const first = await scheduleOf(scenarioId);
    expect(first).toMatchObject({ origin: 'blueprint', schedule: { type: 'daily', time: '06:30' }, revision: 1 });
    expect(first.sentence).toEqual({ key: 'schedule.daily', values: { time: '06:30', timezone: 'UTC' } });
    const schedule = { type: 'cron', expression: '0 6 * * 1-5' };
    expect((await put(scenarioId, { schedule, timezone: 'Europe/Prague' })).body).toMatchObject({
      origin: 'person',
      schedule,
      timezone: 'Europe/Prague',
      misfire: { policy: 'run_once' },
      revision: 2,
    });
    const path = `/v1/scenarios/${scenarioId}/schedule`;
    for (const _ of [1, 2]) expect((await house.ask(one, 'DELETE', path)).status).toBe(204);
    expect(await scheduleOf(scenarioId)).toMatchObject({
      origin: 'blueprint',
      schedule: { type: 'daily' },
      revision: 3,
    });
  });

  it('that was set by hand stays when another version is published; one from the blueprint follows it', async () => {
    const version = (time: string): JsonObject => ({ ...calls('/versions'), scheduling: { type: 'daily', time } });
    const publish = async (scenarioId: string, blueprint: JsonObject): Promise<void> => {
      const draft = { method: 'PUT', path: `/v1/scenarios/${scenarioId}/draft`, body: { blueprint } };
      expect((await house.change(one, draft, 1)).status).toBe(200);
      const next = { method: 'POST', path: `/v1/scenarios/${scenarioId}/versions`, body: {} };
      expect((await house.change(one, next, 2)).status).toBe(201);
    };
    const { scenarioId: followed } = await house.import(one, version('06:00'));
    await activate(followed);
    const before = await scheduleOf(followed);
    await publish(followed, version('07:00'));
    const after = await scheduleOf(followed);
    expect(after).toMatchObject({ schedule: { time: '07:00' }, origin: 'blueprint', isActive: true, revision: 2 });
    expect(after.nextAt).not.toBe(before.nextAt);
    const { scenarioId: kept } = await house.import(one, version('06:00'));
    await put(kept, { schedule: { type: 'daily', time: '05:00' } });
    await publish(kept, version('07:00'));
    expect(await scheduleOf(kept)).toMatchObject({ schedule: { time: '05:00' }, origin: 'person', revision: 2 });
    await activate(followed, false);
  });

  it('rests when the machine takes its scenario out of service, and goes when it is deleted', async () => {
    const { scenarioId } = await house.import(one, calls('/goes'));
    await put(scenarioId, every(900));
    await activate(scenarioId);
    const activation = one.app.get(ScenarioActivation, { strict: false });
    await house.database
      .database()
      .asWorker((sql) => activation.deactivate(sql, [{ tenantId: house.tenantId, scenarioId, reason: 'TEST' }]));
    expect(await scheduleOf(scenarioId)).toMatchObject({ isActive: false, nextAt: null });
    const { status } = await house.ask(one, 'DELETE', `/v1/scenarios/${scenarioId}`);
    expect(status).toBe(204);
    expect(
      await house.database.asAdmin('select from executor.schedule where scenario_id = $1', [scenarioId]),
    ).toHaveLength(0);
  });

  it('is started by hand where nobody said when', async () => {
    const { scenarioId } = await house.import(one, calls('/by-hand'));
    expect(await scheduleOf(scenarioId)).toMatchObject({ origin: 'default', schedule: { type: 'on-demand' } });
    expect((await put(scenarioId, { schedule: { type: 'immediately' } })).status).toBe(409);
  });

  it('is changed by who has read the newest schedule only', async () => {
    const { scenarioId } = await house.import(one, calls('/changed'));
    const path = `/v1/scenarios/${scenarioId}/schedule`;
    const body = every(900);
    expect((await house.ask(one, 'PUT', path, body)).status).toBe(428);
    await put(scenarioId, body, 'usr_0193f5a0c0de7000800000000000a0aa');
    const refused = await house.change(one, { method: 'PUT', path, body }, 1);
    expect(refused).toMatchObject({
      status: 412,
      body: { code: 'EXECUTOR.SCHEDULE_CONFLICT' },
    });
    expect(JSON.stringify(refused.body)).toContain('usr_0193f5a0c0de7000800000000000a0aa');
  });

  it.each([
    [{ schedule: { type: 'hourly' } }, '/schedule/type'],
    [{ schedule: { type: 'indefinitely', intervalSeconds: 59 } }, '/schedule/intervalSeconds'],
    [{ schedule: { type: 'weekly', days: [1, 7], time: '08:00' } }, '/schedule/days/1'],
    [{ schedule: { type: 'daily', time: '24:00' } }, '/schedule/time'],
    [{ schedule: { type: 'once', date: '2026-02-30' } }, '/schedule/date'],
    [{ schedule: { type: 'cron', expression: '61 * * * *' } }, '/schedule/expression'],
    [{ schedule: { type: 'cron', expression: '* * * * * *' } }, '/schedule/expression'],
    [{ schedule: { type: 'daily', time: '08:00' }, timezone: 'Europe/Atlantis' }, '/timezone'],
    [
      { schedule: { type: 'daily', time: '08:00', between: { from: '2026-03-02', to: '2026-03-01' } } },
      '/schedule/between/to',
    ],
  ])('cannot be %j, and is told where', async (body, pointer) => {
    const { scenarioId } = await house.import(one, calls('/bad'));
    const before = await scheduleOf(scenarioId);
    const refused = await put(scenarioId, body);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    expect((await house.ask(one, 'POST', '/v1/schedules/preview', body)).status).toBe(400);
    expect(await scheduleOf(scenarioId)).toEqual(before);
  });

  it('cannot be tried where instants can no longer be written', async () => {
    const body = { schedule: { type: 'daily', time: '08:00' }, after: '9999-12-31T00:00:00Z' };
    expect(await house.ask(one, 'POST', '/v1/schedules/preview', body)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/after' }] },
    });
  });

  it('can be tried without being kept', async () => {
    const { status, body } = await house.ask(one, 'POST', '/v1/schedules/preview', {
      schedule: { type: 'monthly', days: [31], time: '02:30' },
      timezone: 'Europe/Berlin',
      after: '2026-01-15T00:00:00Z',
    });
    const { instants, sentence } = body as SchedulePreview;
    expect(status).toBe(200);
    expect(instants).toHaveLength(10);
    expect(instants.slice(0, 3)).toEqual([
      '2026-01-31T01:30:00.000Z',
      '2026-03-31T00:30:00.000Z',
      '2026-05-31T00:30:00.000Z',
    ]);
    expect(sentence).toEqual({
      key: 'schedule.monthly',
      values: { days: [31], time: '02:30', timezone: 'Europe/Berlin' },
    });
  });

  it('of another organisation is not there', async () => {
    const { scenarioId } = await house.import(one, calls('/mine'));
    const stranger = 'org_0193f5a0c0de7000800000000000a0ff';
    for (const [method, path] of [
      ['GET', `/v1/scenarios/${scenarioId}/schedule`],
      ['GET', `/v1/scenarios/${scenarioId}/schedule/instants`],
      ['GET', `/v1/scenarios/${scenarioId}/cursor`],
      ['GET', '/v1/scenarios/%00/schedule'],
    ] as const) {
      expect((await house.askAs(stranger, one, { method, path })).status).toBe(404);
    }
  });

  describe('that begins with a webhook', () => {
    const heldAt = async (scenarioId: string, ...orders: number[]): Promise<string> => {
      const hookId = [...house.gateway.hooks.values()].find((hook) => hook.scenarioId === scenarioId)?.hookId ?? '';
      const items = orders.map((order) => {
        const { deliveryId, receivedAt, sealed } = JSON.parse(
          house.delivery(scenarioId, { order }).data.toString(),
        ) as { deliveryId: string; receivedAt: string; sealed: { keyVersion: number; bytes: string } };
        return { deliveryId, receivedAt, sealed };
      });
      house.gateway.held.set(hookId, items);
      return hookId;
    };

    it('takes what waits at its hook, a cycle for each, as many at a time as it should', async () => {
      const { scenarioId } = await house.import(one, aBlueprint().withCall(`${house.sink.url}/drain`).build());
      await put(scenarioId, { schedule: { type: 'indefinitely', intervalSeconds: 60, maxResults: 3 } });
      await activate(scenarioId);
      const hookId = await heldAt(scenarioId, 1, 2, 3, 4, 5);
      await waitFor(() => house.gateway.hooks.get(hookId)?.mode === 'scheduled', { what: 'the gateway to be told' });
      clock.advance(MINUTE);
      await waitFor(() => house.finishedOf(scenarioId).length === 1, { what: 'the first run' });
      clock.advance(MINUTE);
      await waitFor(() => house.finishedOf(scenarioId).length === 2, { what: 'the second run' });
      const bodies = house.sink.callsOf('/drain').map(({ body }) => body);
      expect(bodies).toEqual([1, 2, 3, 4, 5].map((order) => `{"order":"${String(order)}"}`));
      expect([...house.gateway.claims.values()].map((items) => items.length)).toEqual([3, 2]);
      // Nothing waits any more: no run.
      clock.advance(MINUTE);
      await waitFor(async () => Date.parse((await scheduleOf(scenarioId)).nextAt ?? '') > clock.nowMs());
      expect(house.finishedOf(scenarioId)).toHaveLength(2);
      await activate(scenarioId, false);
    });

    it('and starts only when somebody asks takes what waits then, and nothing where data is given', async () => {
      const { scenarioId } = await house.import(one, aBlueprint().withCall(`${house.sink.url}/asked`).build());
      await put(scenarioId, { schedule: { type: 'on-demand' } });
      await activate(scenarioId);
      await heldAt(scenarioId, 1, 2);
      const start = async (body: object): Promise<number> =>
        (await house.ask(one, 'POST', `/v1/scenarios/${scenarioId}/runs`, body)).status;
      const orders = (): unknown[] => house.sink.callsOf('/asked').map(({ body }) => JSON.parse(body) as unknown);
      expect(await start({ bundle: { order: 9 } })).toBe(202);
      await waitFor(() => house.finishedOf(scenarioId).length === 1, { what: 'the run with data' });
      expect(orders()).toEqual([{ order: '9' }]);
      expect(await start({})).toBe(202);
      await waitFor(() => house.finishedOf(scenarioId).length === 2, { what: 'the run without' });
      expect(await start({})).toBe(202);
      await waitFor(() => house.finishedOf(scenarioId).length === 3, { what: 'the next run without' });
      expect(orders()).toEqual([{ order: '9' }, { order: '1' }, { order: '2' }]);
      // Nothing waits any more: nothing is done.
      expect(await start({})).toBe(202);
      await waitFor(() => house.finishedOf(scenarioId).length === 4, { what: 'the run with nothing to do' });
      expect(orders()).toHaveLength(3);
      await activate(scenarioId, false);
    });

    it('loses nothing of what waited when a run fails on the way', async () => {
      const blueprint = aBlueprint()
        .with('json:ParseJSON', 1, { json: '{{if(1.order = 2; "{"; "{}")}}' })
        .withCall(`${house.sink.url}/left-over`, '{"order":"{{1.order}}"}')
        .build();
      const { scenarioId } = await house.import(one, blueprint);
      await put(scenarioId, { schedule: { type: 'indefinitely', intervalSeconds: 60, maxResults: 10 } });
      await activate(scenarioId);
      await heldAt(scenarioId, 1, 2, 3, 4);
      clock.advance(MINUTE);
      await waitFor(() => house.finishedOf(scenarioId).length === 3, {
        what: 'the run and those of what was left over',
      });
      expect(
        house
          .finishedOf(scenarioId)
          .map(({ trigger, status }) => [trigger, status])
          .sort(),
      ).toEqual([
        ['schedule', 'error'],
        ['webhook', 'success'],
        ['webhook', 'success'],
      ]);
      expect(
        house.sink
          .callsOf('/left-over')
          .map(({ body }) => body)
          .sort(),
      ).toEqual(['{"order":"1"}', '{"order":"3"}', '{"order":"4"}']);
      await activate(scenarioId, false);
    });

    it('tries again by itself what failed for a reason that passes', async () => {
      const closed = new HttpSink();
      await closed.start();
      const { url } = closed;
      await closed.stop();
      const { scenarioId } = await house.import(one, aBlueprint().withCall(url).build());
      await put(scenarioId, { schedule: { type: 'indefinitely', intervalSeconds: 60, maxResults: 10 } });
      await activate(scenarioId);
      await heldAt(scenarioId, 1);
      clock.advance(MINUTE);
      const drained = await house.waitForFinished(scenarioId);
      expect([drained.trigger, drained.errorClass]).toEqual(['schedule', 'ConnectionError']);
      // There since the transaction that ended the other, and due when the scenario is no longer frozen: on a slow machine it may
      // have been taken up by now.
      expect(
        await house.database.asAdmin(
          `select delivery_id from executor.run where scenario_id = $1 and trigger = 'webhook'`,
          [scenarioId],
        ),
      ).toEqual([{ delivery_id: house.gateway.claims.get(drained.runId)?.[0]?.deliveryId }]);
      await activate(scenarioId, false);
    });

    it('waits for the gateway while it is away', async () => {
      const { scenarioId } = await house.import(one, aBlueprint().withCall(`${house.sink.url}/away`).build());
      await put(scenarioId, every(60));
      await activate(scenarioId);
      await heldAt(scenarioId, 1);
      house.gateway.isAway = true;
      clock.advance(MINUTE);
      await waitFor(async () => (await scheduleOf(scenarioId)).waitingSince !== null, {
        what: 'the start to be put off',
      });
      house.gateway.isAway = false;
      clock.advance(100);
      await house.waitForFinished(scenarioId);
      expect(house.sink.callsOf('/away')).toHaveLength(1);
      await activate(scenarioId, false);
    });

    it('takes at once what comes in when it has no schedule', async () => {
      const { scenarioId } = await house.import(one, aBlueprint().withCall(`${house.sink.url}/instant`).build());
      expect(await scheduleOf(scenarioId)).toMatchObject({ schedule: { type: 'immediately' }, origin: 'default' });
      await activate(scenarioId);
      expect(await scheduleOf(scenarioId)).toMatchObject({ isActive: true, nextAt: null });
    });
  });
});

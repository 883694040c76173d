import type { TriggerCursor } from '@ebbflow/contracts';
import { ManualClock, type JsonObject } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { BlueprintBuilder } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const INTERVAL = 900_000;
const SETTINGS = { EBB_EXECUTOR_SCHEDULE_TICK: '20ms', EBB_EXECUTOR_LEASE: '10m', EBB_EXECUTOR_SCHEDULE_RETRY: '50ms' };

const feed = (...numbers: number[]): string => {
  const items = numbers.map(
    (n) => `<item><title>No. ${String(n)}</title><guid>g${String(n)}</guid>
      <pubDate>${new Date(Date.UTC(2026, 0, n)).toUTCString()}</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>${items.join('')}</channel></rss>`;
};

describe('a scenario that looks for new items itself', () => {
  const clock = new ManualClock(Date.now());
  const house = executorHouse(clock);
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start(SETTINGS);
  });

  const blueprint = (name: string, settings: JsonObject = {}): JsonObject => {
    const trigger = { url: `${house.sink.url}/${name}-feed`, maxResults: 2 };
    return new BlueprintBuilder([], settings)
      .with('rss:TriggerNewArticle', 4, {}, trigger)
      .withCall(`${house.sink.url}/${name}`, '{"order":"{{1.title}}"}')
      .build();
  };
  const activate = async (scenarioId: string, active = true): Promise<void> => {
    await house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active });
  };
  const cursorOf = async (scenarioId: string): Promise<TriggerCursor> =>
    (await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/cursor`)).body as TriggerCursor;
  const choose = async (scenarioId: string, from: unknown): Promise<number> =>
    (await house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/cursor`, { from })).status;
  const titles = (name: string): string[] =>
    house.sink.callsOf(`/${name}`).map(({ body }) => (JSON.parse(body) as { order: string }).order);
  /** The next start, and its end. */
  const tick = async (scenarioId: string): Promise<void> => {
    const before = house.finishedOf(scenarioId).length;
    clock.advance(INTERVAL);
    await waitFor(() => house.finishedOf(scenarioId).length === before + 1, { what: 'the run to finish' });
  };

  it('goes on where its last run left off, whatever version of it is published meanwhile', async () => {
    house.sink.answer('/news-feed', feed(3, 2, 1));
    const { scenarioId } = await house.import(executor, blueprint('news'));
    await activate(scenarioId);
    expect(await cursorOf(scenarioId)).toEqual({ moduleId: 1, state: 'unset', chosenAt: null, movedAt: null });
    await tick(scenarioId);
    expect(titles('news')).toEqual(['No. 2', 'No. 3']);
    expect(await cursorOf(scenarioId)).toMatchObject({ state: 'kept', movedAt: expect.any(String) as string });
    await tick(scenarioId);
    expect(titles('news')).toHaveLength(2);
    await house.database.asAdmin(`update executor.scenario set last_version = 2, version = 2 where id = $1`, [
      scenarioId,
    ]);
    await house.database.asAdmin(
      `insert into executor.scenario_version (tenant_id, scenario_id, number, blueprint, placeholders)
       select tenant_id, scenario_id, 2, blueprint, placeholders from executor.scenario_version where scenario_id = $1`,
      [scenarioId],
    );
    house.sink.answer('/news-feed', feed(4, 3, 2, 1));
    await tick(scenarioId);
    expect(house.finishedOf(scenarioId).at(-1)?.scenarioVersion).toBe(2);
    expect(titles('news')).toEqual(['No. 2', 'No. 3', 'No. 4']);
    await activate(scenarioId, false);
  });

  it('reads again what a run had read that failed', async () => {
    house.sink.answer('/failing-feed', feed(1));
    const failing = new BlueprintBuilder([], {})
      .with('rss:TriggerNewArticle', 4, {}, { url: `${house.sink.url}/failing-feed`, maxResults: 2 })
      .with('json:ParseJSON', 1, { json: '{' })
      .build();
    const { scenarioId } = await house.import(executor, failing);
    await activate(scenarioId);
    await tick(scenarioId);
    expect(house.finishedOf(scenarioId)[0]?.status).toBe('error');
    expect(await cursorOf(scenarioId)).toMatchObject({ state: 'unset', movedAt: null });
    await activate(scenarioId, false);
  });

  it('starts where somebody chose to, and as if for the first time when that is taken back', async () => {
    house.sink.answer('/chosen-feed', feed(4, 3, 2, 1));
    const { scenarioId } = await house.import(executor, blueprint('chosen'));
    await activate(scenarioId);
    expect(await choose(scenarioId, 'all')).toBe(200);
    expect(await cursorOf(scenarioId)).toMatchObject({ state: 'chosen', chosenAt: expect.any(String) as string });
    await tick(scenarioId);
    expect(titles('chosen')).toEqual(['No. 1', 'No. 2']);
    await choose(scenarioId, { id: 'g3' });
    await tick(scenarioId);
    expect(titles('chosen').slice(2)).toEqual(['No. 4']);
    await choose(scenarioId, '2026-01-02T12:00:00Z');
    await tick(scenarioId);
    expect(titles('chosen').slice(3)).toEqual(['No. 3', 'No. 4']);
    await choose(scenarioId, 'now');
    await tick(scenarioId);
    expect(titles('chosen')).toHaveLength(5);
    for (const _ of [1, 2]) {
      expect((await house.ask(executor, 'DELETE', `/v1/scenarios/${scenarioId}/cursor`)).status).toBe(204);
    }
    expect(await cursorOf(scenarioId)).toMatchObject({ state: 'unset', chosenAt: null });
    await tick(scenarioId);
    expect(titles('chosen').slice(5)).toEqual(['No. 3', 'No. 4']);
    await activate(scenarioId, false);
  });

  it('keeps what was chosen while a run was going on', async () => {
    house.sink.answer('/race-feed', feed(2, 1));
    house.sink.hold('/race');
    const { scenarioId } = await house.import(executor, blueprint('race'));
    await activate(scenarioId);
    clock.advance(INTERVAL);
    await waitFor(() => house.sink.callsOf('/race').length === 1);
    await choose(scenarioId, 'all');
    house.sink.release('/race');
    await waitFor(() => house.finishedOf(scenarioId).length === 1);
    expect(await cursorOf(scenarioId)).toMatchObject({ state: 'chosen', movedAt: null });
    await activate(scenarioId, false);
  });

  it('has one run at a time, and does not heap up starts behind a slow one', async () => {
    house.sink.answer('/slow-feed', feed(1));
    house.sink.hold('/slow');
    const { scenarioId } = await house.import(executor, blueprint('slow'));
    await activate(scenarioId);
    clock.advance(INTERVAL);
    await waitFor(() => house.sink.callsOf('/slow').length === 1);
    for (let round = 0; round < 4; round += 1) {
      const nextAt = clock.nowMs();
      clock.advance(INTERVAL);
      await waitFor(
        async () => {
          const [row] = await house.database.asAdmin<{ moved: boolean }>(
            `select due_at > $2 as moved from executor.schedule where scenario_id = $1`,
            [scenarioId, new Date(nextAt)],
          );
          return row?.moved;
        },
        { what: 'the schedule to be looked at' },
      );
    }
    const [runs] = await house.database.asAdmin<{ count: string }>(
      `select count(*) from executor.run where scenario_id = $1`,
      [scenarioId],
    );
    expect(Number(runs?.count)).toBeLessThanOrEqual(2);
    expect(house.sink.callsOf('/slow')).toHaveLength(1);
    house.sink.release('/slow');
    await waitFor(() => house.finishedOf(scenarioId).length >= 2);
    await activate(scenarioId, false);
  });

  it('keeps nothing of what it read where somebody could read it', async () => {
    house.sink.answer('/sealed-feed', feed(1).replaceAll('g1', 'canary-7f3a'));
    const { scenarioId } = await house.import(executor, blueprint('sealed'));
    await activate(scenarioId);
    await tick(scenarioId);
    const [row] = await house.database.asAdmin<{ cursor_sealed: Buffer }>(
      `select cursor_sealed from executor.trigger_cursor where scenario_id = $1`,
      [scenarioId],
    );
    expect(row?.cursor_sealed.length).toBeGreaterThan(40);
    expect(row?.cursor_sealed.toString('latin1')).not.toMatch(/canary|seen/);
    await activate(scenarioId, false);
  });

  it('is what has a place to choose', async () => {
    const { scenarioId } = await house.import(
      executor,
      new BlueprintBuilder([], {}).withCall(`${house.sink.url}/plain`).build(),
    );
    expect(await choose(scenarioId, 'now')).toBe(409);
    expect((await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/cursor`)).status).toBe(409);
    const { scenarioId: polling } = await house.import(executor, blueprint('bad'));
    for (const from of ['yesterday', '', { id: '' }, 7]) expect(await choose(polling, from)).toBe(400);
  });
});

import type { ImportedScenario, Replay } from '@ebbflow/contracts';
import { newId, type JsonObject } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse, type RunFinished } from '../support/executor-house.ts';
import { LogStoreFake } from '../support/log-store.fake.ts';

describe('a replay', () => {
  const house = executorHouse();
  const logStore = new LogStoreFake();
  let executor: RunningService;

  beforeAll(async () => {
    await logStore.start();
    logStore.finished = house.finished;
    executor = await house.start({
      EBB_URL_LOG_STORE: logStore.url,
      EBB_EXECUTOR_REPLAY_POLL: '20ms',
      EBB_EXECUTOR_REPLAY_PAGE: '2',
    });
  });
  afterAll(() => logStore.stop());

  const importCall = (path: string): Promise<ImportedScenario> =>
    house.import(executor, aBlueprint().withCall(`${house.sink.url}${path}`).build());
  /** Runs of these orders, ended, in order. */
  const run = async (scenarioId: string, orders: readonly string[]): Promise<RunFinished[]> => {
    for (const order of orders) {
      const before = house.finishedOf(scenarioId).length;
      await house.publish(house.delivery(scenarioId, { order }));
      await waitFor(() => house.finishedOf(scenarioId).length > before);
    }
    return house.finishedOf(scenarioId);
  };
  const replay = (runId: string, body: object = {}): Promise<Asked> =>
    house.ask(executor, 'POST', `/v1/runs/${runId}/replay`, body);
  const bulk = async (body: object): Promise<Replay> => {
    const asked = await house.ask(executor, 'POST', '/v1/replays', body);
    expect(asked.status).toBe(202);
    return asked.body as Replay;
  };
  const finished = ({ id }: Replay): Promise<Replay> =>
    waitFor(
      async () => {
        const found = (await house.ask(executor, 'GET', `/v1/replays/${id}`)).body as Replay;
        return found.state === 'finished' ? found : undefined;
      },
      { what: 'the replay to finish' },
    );
  const publish = async (scenarioId: string, blueprint: JsonObject): Promise<void> => {
    const { body } = await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/draft`);
    const { revision } = body as { revision: number };
    const put = { method: 'PUT', path: `/v1/scenarios/${scenarioId}/draft`, body: { blueprint } };
    expect((await house.change(executor, put, revision)).status).toBe(200);
    const post = { method: 'POST', path: `/v1/scenarios/${scenarioId}/versions`, body: {} };
    expect((await house.change(executor, post, revision + 1)).status).toBe(201);
  };

  it('does a run again with the request that started it, and that again', async () => {
    const { scenarioId } = await importCall('/again');
    const [first] = await run(scenarioId, ['R-1']);
    const { status, body } = await replay(first?.runId ?? '');
    expect(status).toBe(202);
    const { runId } = body as { runId: string };
    await waitFor(() => house.finishedOf(scenarioId).length === 2);
    await replay(runId);
    await waitFor(() => house.finishedOf(scenarioId).length === 3);
    expect(house.finishedOf(scenarioId).map(({ trigger }) => trigger)).toEqual(['webhook', 'replay', 'replay']);
    expect(house.sink.callsOf('/again').map((call) => call.body)).toEqual(Array(3).fill('{"order":"R-1"}'));
  });

  it('of a run by hand has the bundle that was given', async () => {
    const { scenarioId } = await importCall('/hand');
    await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs`, { bundle: { order: 'H' } });
    const { runId } = await house.waitForFinished(scenarioId);
    await replay(runId);
    await waitFor(() => house.sink.callsOf('/hand').length === 2);
    expect(house.sink.callsOf('/hand').map(({ body }) => body)).toEqual(['{"order":"H"}', '{"order":"H"}']);
  });

  it('goes on the newest version, or on the one the run had', async () => {
    const { scenarioId } = await importCall('/old');
    const [first] = await run(scenarioId, ['V']);
    await publish(scenarioId, aBlueprint().withCall(`${house.sink.url}/new`).build());
    await replay(first?.runId ?? '');
    await waitFor(() => house.sink.callsOf('/new').length === 1);
    await replay(first?.runId ?? '', { version: 'original' });
    await waitFor(() => house.sink.callsOf('/old').length === 2);
  });

  it('is refused for a run that is unknown, confidential, kept no longer, or not finished', async () => {
    expect(await replay(newId('run'))).toMatchObject({ status: 404, body: { code: 'EXECUTOR.RUN_NOT_FOUND' } });
    expect((await replay('run_%00')).status).toBe(404);
    const secret = await house.import(executor, aBlueprint().confidential().build());
    const [confidential] = await run(secret.scenarioId, ['S']);
    expect(confidential).not.toHaveProperty('input');
    expect(await replay(confidential?.runId ?? '')).toMatchObject({
      status: 409,
      body: { code: 'EXECUTOR.RUN_CONFIDENTIAL' },
    });
    const { scenarioId } = await importCall('/gone');
    const [gone] = await run(scenarioId, ['G']);
    logStore.gone.add(gone?.runId ?? '');
    expect(await replay(gone?.runId ?? '')).toMatchObject({ status: 410, body: { code: 'EXECUTOR.INPUT_GONE' } });
    house.sink.hold('/slow-run');
    const slow = await importCall('/slow-run');
    await house.publish(house.delivery(slow.scenarioId, { order: 'W' }));
    await waitFor(() => house.sink.callsOf('/slow-run').length === 1);
    const [going] = await house.database.asAdmin<{ id: string }>('select id from executor.run where scenario_id = $1', [
      slow.scenarioId,
    ]);
    expect(await replay(going?.id ?? '')).toMatchObject({ status: 409, body: { code: 'EXECUTOR.RUN_NOT_FINISHED' } });
    house.sink.release('/slow-run');
    await house.waitForFinished(slow.scenarioId);
  });

  it('of many runs starts each once, page by page, and says how many it could not', async () => {
    const { scenarioId } = await importCall('/many');
    const runs = await run(scenarioId, ['1', '2', '3', '4', '5']);
    const [lost, ...others] = runs.map(({ runId }) => runId);
    logStore.gone.add(lost ?? '');
    const asked = await bulk({ runIds: [...others, ...others, lost, newId('run')] });
    expect(await finished(asked)).toMatchObject({ started: 4, skipped: 2, version: 'latest' });
    await waitFor(() => house.finishedOf(scenarioId).length === 9);
    expect(
      house.sink
        .callsOf('/many')
        .map(({ body }) => body)
        .slice(5)
        .sort(),
    ).toEqual([2, 3, 4, 5].map((order) => `{"order":"${String(order)}"}`));
  });

  it('asked for by a member of a team starts none of another team’s, and those count as skipped', async () => {
    const team = 'tea_0193f5a0c0de7000800000000000a001';
    const [mine, theirs] = [await importCall('/mine'), await importCall('/theirs')];
    await house.database.asAdmin('update executor.scenario set team_id = $2 where id = $1', [mine.scenarioId, team]);
    const [[own], [other]] = [await run(mine.scenarioId, ['M']), await run(theirs.scenarioId, ['T'])];
    const { body } = await house.askAs(house.tenantId, executor, {
      method: 'POST',
      path: '/v1/replays',
      scopes: [],
      teams: [{ teamIds: [team], scopes: ['runs:write'] }],
      body: { runIds: [own?.runId, other?.runId] },
    });
    expect(await finished(body as Replay)).toMatchObject({ started: 1, skipped: 1 });
    await waitFor(() => house.sink.callsOf('/mine').length === 2);
    expect(house.sink.callsOf('/theirs')).toHaveLength(1);
  });

  it('of all runs a filter names does not find those it has started itself', async () => {
    const { scenarioId } = await importCall('/filtered');
    await run(scenarioId, ['1', '2', '3']);
    const asked = await bulk({ filter: { scenarioId, status: 'success' } });
    expect(await finished(asked)).toMatchObject({ started: 3, skipped: 0 });
    await waitFor(() => house.finishedOf(scenarioId).length === 6);
    expect(await finished(await bulk({ filter: { scenarioId, status: 'error' } }))).toMatchObject({ started: 0 });
  });

  it('waits while the log store is away, and goes on where it was', async () => {
    const { scenarioId } = await importCall('/away');
    const runs = await run(scenarioId, ['1', '2', '3']);
    logStore.isAway = true;
    const asked = await bulk({ runIds: runs.map(({ runId }) => runId) });
    const [row] = await waitFor(async () => {
      const found = await house.database.asAdmin(
        'select started from executor.replay where id = $1 and lease_token > 0',
        [asked.id],
      );
      return found.length > 0 ? found : undefined;
    });
    expect(row).toEqual({ started: 0 });
    logStore.isAway = false;
    // Whoever had the page did not come back with it: its lease is over.
    await house.database.asAdmin('update executor.replay set leased_until = now() where id = $1', [asked.id]);
    expect(await finished(asked)).toMatchObject({ started: 3 });
  });

  it('that is done twice over starts no run twice', async () => {
    const { scenarioId } = await importCall('/twice-over');
    const runs = await run(scenarioId, ['1', '2']);
    const asked = await bulk({ runIds: runs.map(({ runId }) => runId) });
    await finished(asked);
    await house.database.asAdmin('update executor.replay set finished_at = null, position = 0 where id = $1', [
      asked.id,
    ]);
    expect(await finished(asked)).toMatchObject({ started: 2, skipped: 2 });
    await waitFor(() => house.finishedOf(scenarioId).length === 4);
    expect(house.sink.callsOf('/twice-over')).toHaveLength(4);
  });

  it('takes either ids or a filter, and is told to its organisation only', async () => {
    expect((await house.ask(executor, 'POST', '/v1/replays', {})).status).toBe(400);
    const { id } = await bulk({ runIds: [newId('run')] });
    const stranger = 'org_0193f5a0c0de7000800000000000a0ff';
    expect((await house.askAs(stranger, executor, { method: 'GET', path: `/v1/replays/${id}` })).status).toBe(404);
  });
});

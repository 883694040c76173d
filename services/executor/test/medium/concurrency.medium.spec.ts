import type { RunningService } from '@ebbflow/service-host';
import { type JsonObject, newId } from '@ebbflow/kernel';
import { newOrganisationId, waitFor } from '@ebbflow/testing';
import { aBlueprint, BlueprintBuilder } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const KEY = '{{1.customer}}';

describe('the concurrency of a scenario', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start({ EBB_EXECUTOR_NODE: 'one' });
    await house.start({ EBB_EXECUTOR_NODE: 'two' });
  });

  const set = (scenarioId: string, body: unknown) =>
    house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/concurrency`, body);
  const aScenario = async (path: string): Promise<string> => {
    const blueprint = aBlueprint()
      .withCall(`${house.sink.url}${path}`, '{"customer":"{{1.customer}}","n":{{1.n}}}')
      .build();
    return (await house.import(executor, blueprint)).scenarioId;
  };
  const callsOf = (path: string): { customer: string; n: number }[] =>
    house.sink.callsOf(path).map(({ body }) => JSON.parse(body) as { customer: string; n: number });

  it('by key lets each value have one run at a time, in order, and no value wait for another', async () => {
    const scenarioId = await aScenario('/keyed');
    expect((await set(scenarioId, { limit: 1, key: KEY })).status).toBe(200);
    house.sink.hold('/keyed');
    for (const [n, customer] of ['anna', 'anna', 'bert', 'anna', 'bert'].entries())
      await house.publish(house.delivery(scenarioId, { customer, n }));
    await waitFor(() => house.sink.callsOf('/keyed').length === 2, { what: 'the first of each' });
    expect(
      callsOf('/keyed')
        .map(({ n }) => n)
        .sort(),
    ).toEqual([0, 2]);
    const lanesOf = () =>
      house.database.asAdmin<{ lane: string; state: string }>(
        'select lane, state from executor.run where scenario_id = $1',
        [scenarioId],
      );
    await waitFor(async () => (await lanesOf()).every(({ lane }) => !lane.endsWith('/?')), {
      what: 'every run in its lane',
    });
    const lanes = await lanesOf();
    expect(lanes.filter(({ state }) => state === 'running')).toHaveLength(2);
    for (const { lane } of lanes) expect(lane).not.toMatch(/anna|bert/);
    house.sink.release('/keyed');
    await waitFor(() => house.finishedOf(scenarioId).length === 5);
    const orderOf = (who: string): number[] =>
      callsOf('/keyed')
        .filter(({ customer }) => customer === who)
        .map(({ n }) => n);
    expect(orderOf('anna')).toEqual([0, 1, 3]);
    expect(orderOf('bert')).toEqual([2, 4]);
    expect(house.finishedOf(scenarioId).every(({ status }) => status === 'success')).toBe(true);
  });

  it('without a key bounds the scenario; the smaller of it and the blueprint’s own holds', async () => {
    const scenarioId = await aScenario('/bounded');
    await set(scenarioId, { limit: 2 });
    house.sink.hold('/bounded');
    for (let n = 0; n < 4; n += 1) await house.publish(house.delivery(scenarioId, { customer: 'c', n }));
    await waitFor(async () => {
      const parked = await house.database.asAdmin(
        `select 1 from executor.run where scenario_id = $1 and due_at = 'infinity'`,
        [scenarioId],
      );
      return parked.length === 2;
    });
    expect(house.sink.callsOf('/bounded').length).toBeLessThanOrEqual(2);
    house.sink.release('/bounded');
    await waitFor(() => house.finishedOf(scenarioId).length === 4);
    const { body } = await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/concurrency`);
    expect(body).toEqual({ limit: 2 });
  });

  it('is forgotten when it is taken away, twice as well as once', async () => {
    const scenarioId = await aScenario('/free');
    const path = `/v1/scenarios/${scenarioId}/concurrency`;
    await set(scenarioId, { limit: 1, key: KEY });
    expect((await house.ask(executor, 'DELETE', path)).status).toBe(204);
    expect((await house.ask(executor, 'DELETE', path)).status).toBe(204);
    expect((await house.ask(executor, 'GET', path)).body).toMatchObject({ code: 'EXECUTOR.NO_CONCURRENCY' });
  });

  it.each([
    [{ limit: 0 }, 'HOST.INVALID_INPUT'],
    [{ limit: 1, key: '{{1.customer' }, 'EXECUTOR.BAD_CONCURRENCY_KEY'],
    [{ limit: 1, key: 'always the same' }, 'EXECUTOR.BAD_CONCURRENCY_KEY'],
    [{ limit: 1, key: '{{nonsense(1.customer)}}' }, 'EXECUTOR.BAD_CONCURRENCY_KEY'],
  ])('refuses %j and keeps nothing of it', async (body, code) => {
    const scenarioId = await aScenario('/refused');
    const answer = await set(scenarioId, body);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect((await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/concurrency`)).status).toBe(404);
  });

  it('is nobody else’s to set', async () => {
    const scenarioId = await aScenario('/strange');
    const path = `/v1/scenarios/${scenarioId}/concurrency`;
    const asked = await house.askAs(newOrganisationId(), executor, { method: 'PUT', path, body: { limit: 1 } });
    expect(asked.status).toBe(404);
    expect((await set(newId('scn'), { limit: 1 })).status).toBe(404);
  });

  it('is one at a time where a scenario goes on from where its last run left off', async () => {
    const polling = (builder: BlueprintBuilder): JsonObject =>
      builder.withCall(`${house.sink.url}/polled`, '{"order":"{{1.title}}"}').build();
    const feed = new BlueprintBuilder([], {}).with('rss:TriggerNewArticle', 4, {}, { url: `${house.sink.url}/feed` });
    const { scenarioId } = await house.import(executor, polling(feed));
    for (const [body, pointer] of [
      [{ limit: 2 }, '/limit'],
      [{ limit: 1, key: KEY }, '/key'],
    ] as const) {
      expect(await set(scenarioId, body)).toMatchObject({
        status: 422,
        body: { code: 'EXECUTOR.ONE_AT_A_TIME', errors: [{ pointer }] },
      });
    }
    expect((await set(scenarioId, { limit: 1 })).status).toBe(200);
  });
});

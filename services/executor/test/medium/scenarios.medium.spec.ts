import type { Scenario } from '@ebbflow/contracts';
import { assertEveryRouteHasPolicy, type RunningService } from '@ebbflow/service-host';
import { Database, untaggedColumns } from '@ebbflow/persistence';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const STRANGER = 'org_0193f5a0c0de7000800000000000a0ff';

describe('scenarios', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start();
  });

  const countScenarios = async (): Promise<number> =>
    (await house.database.asAdmin('select 1 from executor.scenario')).length;
  const get = async (scenarioId: string): Promise<Scenario> =>
    (await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}`)).body as Scenario;
  const activate = (scenarioId: string, active: boolean): ReturnType<typeof house.ask> =>
    house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active });

  it('are imported with the address of their hook, and exported as they came', async () => {
    const blueprint = { ...aBlueprint().withCall('https://example.org/').build(), unknownKey: { b: 1, a: 'x\u0000y' } };
    const imported = await house.import(executor, blueprint);
    expect(imported).toMatchObject({
      version: 1,
      placeholders: [],
      hooks: [{ moduleId: 1, url: expect.stringContaining('/hook/') as string }],
    });
    const exported = await house.ask(executor, 'GET', `/v1/scenarios/${imported.scenarioId}/blueprint`);
    expect(JSON.stringify(exported.body)).toBe(JSON.stringify(blueprint));
    expect(await get(imported.scenarioId)).toMatchObject({
      name: 'A test scenario',
      isActive: false,
      hooks: imported.hooks,
    });
  });

  it('are not saved at all where the blueprint has faults; each is named with its place', async () => {
    const before = await countScenarios();
    const blueprint = { name: 'Broken', flow: [{ id: 1, module: 'gateway:CustomWebHook' }, { id: 'x' }, { id: 3 }] };
    const { status, body } = await house.ask(executor, 'POST', '/v1/scenarios', { blueprint });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'EXECUTOR.BLUEPRINT_INVALID' });
    const pointers = (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/flow/1/id', '/flow/1/module', '/flow/2/module']));
    expect(await countScenarios()).toBe(before);
  });

  it.each([
    ['no object', 7],
    ['nothing', null],
    ['a flow that is no list', { flow: {} }],
    ['an empty flow', { flow: [] }],
    ['a module id Postgres cannot keep', { flow: [{ id: 4_294_967_296, module: 'gateway:CustomWebHook' }] }],
  ])('are refused with 422 where the blueprint is %s', async (_what, blueprint) => {
    const { status, body } = await house.ask(executor, 'POST', '/v1/scenarios', { blueprint });
    expect([status, (body as { code: string }).code]).toEqual([422, 'EXECUTOR.BLUEPRINT_INVALID']);
  });

  it.each([
    ['422, with what is wrong with it,', 300, 422],
    ['400, before anybody reads it,', 3_000, 400],
  ])('are refused with %s where the blueprint is nested %p levels deep', async (_answer, levels, status) => {
    let mapper: unknown = 1;
    for (let level = 0; level < levels; level += 1) mapper = [mapper];
    const blueprint = { flow: [{ id: 1, module: 'gateway:CustomWebHook', mapper: { mapper } }] };
    expect((await house.ask(executor, 'POST', '/v1/scenarios', { blueprint })).status).toBe(status);
  });

  it('are refused with 413 above the limit', async () => {
    const blueprint = { ...aBlueprint().build(), notes: 'x'.repeat(4_194_304) };
    expect((await house.ask(executor, 'POST', '/v1/scenarios', { blueprint })).status).toBe(413);
  });

  it('are not saved while the gateway is away, and can be imported afterwards', async () => {
    const before = await countScenarios();
    house.gateway.isAway = true;
    expect((await house.ask(executor, 'POST', '/v1/scenarios', { blueprint: aBlueprint().build() })).status).toBe(503);
    expect(await countScenarios()).toBe(before);
    house.gateway.isAway = false;
    await house.import(executor, aBlueprint().build());
  });

  it('open and close their hook with their activation', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withResponse(200, 'ok').build());
    const hook = [...house.gateway.hooks.values()].find((known) => known.scenarioId === scenarioId);
    expect(hook).toMatchObject({ enabled: false });
    expect((await activate(scenarioId, true)).body).toMatchObject({ isActive: true });
    expect(hook).toMatchObject({ enabled: true, responds: true });
    await activate(scenarioId, false);
    expect(hook).toMatchObject({ enabled: false });
    expect((await get(scenarioId)).isActive).toBe(false);
  });

  it('keep unknown modules as placeholders, which stand in the way of activation', async () => {
    const blueprint = aBlueprint().with('acme:Unheard', 9, { some: 'setting' }).build();
    const { scenarioId, placeholders } = await house.import(executor, blueprint);
    expect(placeholders).toEqual([{ moduleId: 2, module: 'acme:Unheard', pointer: '/flow/1' }]);
    const { status, body } = await activate(scenarioId, true);
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'EXECUTOR.CANNOT_BE_ACTIVE',
      errors: [{ pointer: '/flow/1', message: expect.stringContaining('Module 2') as string }],
    });
    expect((await get(scenarioId)).isActive).toBe(false);
    expect([...house.gateway.hooks.values()].find((hook) => hook.scenarioId === scenarioId)?.enabled).toBe(false);
  });

  it('are listed newest first, page by page', async () => {
    const made = [
      await house.import(executor, aBlueprint().build()),
      await house.import(executor, aBlueprint().build()),
    ];
    const first = (await house.ask(executor, 'GET', '/v1/scenarios?limit=1')).body as {
      items: Scenario[];
      nextCursor: string;
    };
    expect(first.items.map(({ id }) => id)).toEqual([made[1]?.scenarioId]);
    const second = (await house.ask(executor, 'GET', `/v1/scenarios?limit=1&cursor=${first.nextCursor}`)).body as {
      items: Scenario[];
    };
    expect(second.items.map(({ id }) => id)).toEqual([made[0]?.scenarioId]);
  });

  it('are not there for another organisation', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    const path = `/v1/scenarios/${scenarioId}`;
    expect((await house.askAs(STRANGER, executor, { method: 'GET', path })).status).toBe(404);
    expect((await house.askAs(STRANGER, executor, { method: 'GET', path: `${path}/blueprint` })).status).toBe(404);
    const activation = { method: 'PUT', path: `${path}/activation`, body: { active: true } };
    expect((await house.askAs(STRANGER, executor, activation)).status).toBe(404);
    expect((await house.askAs(STRANGER, executor, { method: 'GET', path: '/v1/scenarios' })).body).toMatchObject({
      items: [],
    });
    expect((await house.ask(executor, 'GET', '/v1/scenarios/%00')).status).toBe(404);
  });

  it('are reached by no route without a policy, and have no column nobody has judged', () => {
    expect(() => assertEveryRouteHasPolicy(executor.app)).not.toThrow();
    expect(untaggedColumns(executor.app.get(Database, { strict: false }).dataSource)).toEqual([]);
  });
});

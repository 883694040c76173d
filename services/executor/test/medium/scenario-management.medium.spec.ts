import type { ImportedScenario, Scenario, ScenarioList } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const STRANGER = 'org_0193f5a0c0de7000800000000000a0ff';

describe('a scenario', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start({ EBB_EXECUTOR_HOOK_SYNC_EVERY: '100ms' });
  });
  afterEach(() => {
    house.gateway.isAway = false;
  });

  const get = async (scenarioId: string): Promise<Scenario> =>
    (await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}`)).body as Scenario;
  const patch = (scenarioId: string, revision: number, body: unknown): Promise<Asked> =>
    house.change(executor, { method: 'PATCH', path: `/v1/scenarios/${scenarioId}`, body }, revision);
  const remove = (scenarioId: string): Promise<Asked> => house.ask(executor, 'DELETE', `/v1/scenarios/${scenarioId}`);
  const list = async (query: string): Promise<ScenarioList> =>
    (await house.ask(executor, 'GET', `/v1/scenarios?${query}`)).body as ScenarioList;
  const named = async (name: string, more: object = {}): Promise<string> => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    await patch(scenarioId, 1, { name, ...more });
    return scenarioId;
  };
  const hooksOf = (scenarioId: string) =>
    [...house.gateway.hooks.values()].filter((hook) => hook.scenarioId === scenarioId);

  it('is described, tagged and given away by one who has read it', async () => {
    const [maker, heir] = [newId('usr'), newId('usr')];
    const imported = await house.askAs(house.tenantId, executor, {
      method: 'POST',
      path: '/v1/scenarios',
      body: { blueprint: aBlueprint().build() },
      userId: maker,
    });
    const { scenarioId } = imported.body as ImportedScenario;
    expect(await get(scenarioId)).toMatchObject({ ownerId: maker, updatedBy: maker, revision: 1, teamId: null });
    const changed = await patch(scenarioId, 1, {
      name: ' New\u0000name ',
      description: 'Two\nlines',
      tags: ['a', 'b', 'a'],
      ownerId: heir,
    });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({
      name: 'New name',
      description: 'Two\nlines',
      tags: ['a', 'b'],
      ownerId: heir,
      updatedBy: null,
      version: 1,
    });
    expect((await patch(scenarioId, 2, { tags: [] })).body).toMatchObject({ tags: [], name: 'New name' });
  });

  it('is not changed by one who has not read it, or what somebody else has changed since', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    const path = `/v1/scenarios/${scenarioId}`;
    expect((await house.ask(executor, 'PATCH', path, { name: 'x' })).status).toBe(428);
    const userId = newId('usr');
    const first = { method: 'PATCH', path, body: { name: 'First' }, ifMatch: '"1"', userId };
    expect((await house.askAs(house.tenantId, executor, first)).status).toBe(200);
    const second = await patch(scenarioId, 1, { name: 'Second' });
    expect(second).toMatchObject({ status: 412, body: { code: 'EXECUTOR.VERSION_CONFLICT' } });
    expect((second.body as { detail: string }).detail).toContain(userId);
    expect(await get(scenarioId)).toMatchObject({ name: 'First', revision: 2 });
    const stolen = { method: 'PATCH', path, body: { name: 'x' }, ifMatch: '"2"' };
    expect((await house.askAs(STRANGER, executor, stolen)).status).toBe(404);
  });

  it.each([
    [{ name: '' }, '/name'],
    [{ tags: ['x'.repeat(41)] }, '/tags/0'],
    [{ ownerId: 'somebody' }, '/ownerId'],
    [{ folderId: 'fld_1' }, '/folderId'],
  ])('is not changed to %j', async (body, pointer) => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    const refused = await patch(scenarioId, 1, body);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it('is found by its tag, by its name and by whether it is active', async () => {
    const tag = 'Über 100 %_';
    const [one, two] = [await named('Invoices 100% done'), await named('Invoices', { tags: [tag, 'x'] })];
    await house.ask(executor, 'PUT', `/v1/scenarios/${one}/activation`, { active: true });
    const ids = async (query: string): Promise<string[]> => (await list(query)).items.map(({ id }) => id);
    expect(await ids(`tag=${encodeURIComponent(tag)}`)).toEqual([two]);
    expect(await ids('text=iNVOICES')).toEqual([two, one]);
    expect(await ids(`text=${encodeURIComponent('100%')}`)).toEqual([one]);
    expect(await ids('text=invoices&active=true')).toEqual([one]);
    expect(await ids('text=invoices&active=false')).toEqual([two]);
    expect(await ids('text=nothing')).toEqual([]);
  });

  it.each([
    ['name', ['sorted A', 'sorted b', 'sorted B', 'sorted c']],
    ['-name', ['sorted c', 'sorted B', 'sorted b', 'sorted A']],
    ['created', ['sorted c', 'sorted b', 'sorted B', 'sorted A']],
    ['-created', ['sorted A', 'sorted B', 'sorted b', 'sorted c']],
    ['updated', ['sorted b', 'sorted B', 'sorted A', 'sorted c']],
    ['-updated', ['sorted c', 'sorted A', 'sorted B', 'sorted b']],
  ])('stands in the list sorted by %s on whatever page', async (sort, names) => {
    await sorted();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: ScenarioList = await list(`text=sorted&limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(names);
  });

  let made: Promise<void> | undefined;
  /** Made in the order c, b, B, A; c was changed last. */
  const sorted = (): Promise<void> =>
    (made ??= (async () => {
      const ids = [];
      for (const name of ['c', 'b', 'B', 'A']) ids.push(await named(`sorted ${name}`));
      await patch(ids[0] ?? '', 2, { description: 'changed' });
    })());

  it('is not looked for behind a cursor nobody gave out', async () => {
    const refused = await house.ask(executor, 'GET', '/v1/scenarios?cursor=abc');
    expect(refused).toMatchObject({ status: 400, body: { code: 'EXECUTOR.CURSOR_UNKNOWN' } });
  });

  it('is cloned with its draft, inactive, under its own id and with its own hook', async () => {
    const scenarioId = await named('Original', { tags: ['t'], description: 'd' });
    await house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active: true });
    const draft = { blueprint: aBlueprint().withSleep(7).build() };
    await house.change(executor, { method: 'PUT', path: `/v1/scenarios/${scenarioId}/draft`, body: draft }, 1);
    const { status, body } = await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/clone`, {});
    expect(status).toBe(201);
    const clone = body as ImportedScenario;
    expect(clone.scenarioId).not.toBe(scenarioId);
    const source = await get(scenarioId);
    expect(await get(clone.scenarioId)).toMatchObject({
      name: 'Original (copy)',
      description: 'd',
      tags: ['t'],
      isActive: false,
      version: 1,
      hasDraftChanges: true,
    });
    expect(clone.hooks.map(({ url }) => url)).not.toEqual(source.hooks.map(({ url }) => url));
    const copied = await house.ask(executor, 'GET', `/v1/scenarios/${clone.scenarioId}/draft`);
    expect(copied.body).toMatchObject(draft);
    expect((await house.ask(executor, 'GET', `/v1/scenarios/${clone.scenarioId}/blueprint`)).body).toEqual(
      aBlueprint().build(),
    );
    const stolen = { method: 'POST', path: `/v1/scenarios/${scenarioId}/clone`, body: {} };
    expect((await house.askAs(STRANGER, executor, stolen)).status).toBe(404);
  });

  it('is deleted when it is inactive, with everything that belongs to it and its hook', async () => {
    const scenarioId = await named('To be deleted');
    await house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active: true });
    expect(await remove(scenarioId)).toMatchObject({ status: 409, body: { code: 'EXECUTOR.SCENARIO_IN_USE' } });
    await house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active: false });
    expect(
      (await house.askAs(STRANGER, executor, { method: 'DELETE', path: `/v1/scenarios/${scenarioId}` })).status,
    ).toBe(204);
    expect(await get(scenarioId)).toMatchObject({ id: scenarioId });

    expect((await remove(scenarioId)).status).toBe(204);
    expect((await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}`)).status).toBe(404);
    for (const table of ['scenario_version', 'scenario_draft', 'scenario_hook', 'scenario_hook_sync']) {
      const rows = await house.database.asAdmin(`select 1 from executor.${table} where scenario_id = $1`, [scenarioId]);
      expect([table, rows]).toEqual([table, []]);
    }
    expect(hooksOf(scenarioId)).toEqual([]);
    expect((await remove(scenarioId)).status).toBe(204);
  });

  it('is deleted while the gateway is away too; the hook goes when it is back', async () => {
    const scenarioId = await named('Deleted while away');
    house.gateway.isAway = true;
    expect((await remove(scenarioId)).status).toBe(204);
    expect(hooksOf(scenarioId)).toHaveLength(1);
    house.gateway.isAway = false;
    await waitFor(() => hooksOf(scenarioId).length === 0, { what: 'the hook to be deleted' });
  });

  it('is not deleted while a run of it is not over', async () => {
    const scenarioId = await named('Busy');
    const runId = newId('run');
    await house.database.asAdmin(
      `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, due_at)
       values ($1, $2, $3, 1, 'manual', 'waiting', now() + interval '1 day')`,
      [house.tenantId, runId, scenarioId],
    );
    expect(await remove(scenarioId)).toMatchObject({ status: 409, body: { code: 'EXECUTOR.SCENARIO_IN_USE' } });
    await house.database.asAdmin(
      `update executor.run set state = 'finished', status = 'success', due_at = null where id = $1`,
      [runId],
    );
    expect((await remove(scenarioId)).status).toBe(204);
  });
});

import type {
  ImportedScenario,
  SavedDraft,
  Scenario,
  ScenarioDiff,
  ScenarioDraft,
  ScenarioVersionList,
} from '@ebbflow/contracts';
import { type JsonObject, newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import type { Asked } from '@ebbflow/testing';
import { CompiledVersions } from '../../src/scenarios/compiled-versions.ts';
import { ScenarioDrafts } from '../../src/scenarios/drafts/scenario-drafts.ts';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const STRANGER = 'org_0193f5a0c0de7000800000000000a0ff';

describe('drafts and versions', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start();
  });

  const path = (scenarioId: string, rest = ''): string => `/v1/scenarios/${scenarioId}${rest}`;
  const read = async <T>(scenarioId: string, rest = ''): Promise<T> =>
    (await house.ask(executor, 'GET', path(scenarioId, rest))).body as T;
  const save = (scenarioId: string, blueprint: unknown, revision: number): Promise<Asked> =>
    house.change(executor, { method: 'PUT', path: path(scenarioId, '/draft'), body: { blueprint } }, revision);
  const publish = (scenarioId: string, revision: number, note?: string): Promise<Asked> =>
    house.change(executor, { method: 'POST', path: path(scenarioId, '/versions'), body: { note } }, revision);
  const hookOf = (scenarioId: string) =>
    [...house.gateway.hooks.values()].find((hook) => hook.scenarioId === scenarioId);
  const drafts = (): ScenarioDrafts => executor.app.get(ScenarioDrafts, { strict: false });

  it('begin with the import: the draft is what was published', async () => {
    const blueprint = aBlueprint().build();
    const { scenarioId } = await house.import(executor, blueprint);
    expect(await read(scenarioId, '/draft')).toMatchObject({ blueprint, revision: 1, hasChanges: false, faults: [] });
    expect(await read(scenarioId)).toMatchObject({ version: 1, hasDraftChanges: false });
  });

  it('are saved without touching what runs, and published as the next version', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    const next = aBlueprint().withResponse(200, 'ok').build();
    const saved = await save(scenarioId, next, 1);
    expect([saved.status, saved.headers.get('etag')]).toEqual([200, '"2"']);
    expect(saved.body).toMatchObject({ revision: 2, hasChanges: true });
    expect(await read(scenarioId)).toMatchObject({ version: 1, hasDraftChanges: true });
    expect(await read(scenarioId, '/blueprint')).toEqual(aBlueprint().build());

    const published = await publish(scenarioId, 2, 'Answers the sender');
    expect(published.status).toBe(201);
    expect(published.body).toMatchObject({ scenarioId, version: 2 });
    expect(await read(scenarioId)).toMatchObject({ version: 2, hasDraftChanges: false });
    expect(await read(scenarioId, '/blueprint')).toEqual(next);
    const { items } = await read<ScenarioVersionList>(scenarioId, '/versions');
    expect(items.map(({ number, note, isCurrent }) => [number, note, isCurrent])).toEqual([
      [2, 'Answers the sender', true],
      [1, '', false],
    ]);
    expect(await read(scenarioId, '/versions/1/blueprint')).toEqual(aBlueprint().build());
  });

  it('take an active scenario over at once, with its hook', async () => {
    const { scenarioId, hooks } = await house.import(executor, aBlueprint().build());
    await house.ask(executor, 'PUT', path(scenarioId, '/activation'), { active: true });
    expect(hookOf(scenarioId)).toMatchObject({ enabled: true, responds: false, confidential: false, mode: 'instant' });
    const next = {
      ...aBlueprint().withResponse(200, 'ok').confidential().build(),
      scheduling: { type: 'indefinitely', interval: 900 },
    };
    await save(scenarioId, next, 1);
    expect((await publish(scenarioId, 2)).body).toMatchObject({ version: 2, hooks });
    expect(hookOf(scenarioId)).toMatchObject({ enabled: true, responds: true, confidential: true, mode: 'scheduled' });
    expect(await read(scenarioId)).toMatchObject({ isActive: true, hasPendingHooks: false });
  });

  it('that an active scenario could not run are not published, and it goes on as it was', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    await house.ask(executor, 'PUT', path(scenarioId, '/activation'), { active: true });
    await save(scenarioId, aBlueprint().with('acme:Unheard', 1, {}).build(), 1);
    const refused = await publish(scenarioId, 2);
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({
        code: 'EXECUTOR.CANNOT_BE_ACTIVE',
        errors: [expect.objectContaining({ pointer: '/flow/1' })],
      }),
    ]);
    expect(await read(scenarioId)).toMatchObject({ version: 1, isActive: true });
    expect(hookOf(scenarioId)).toMatchObject({ enabled: true });
  });

  it('are saved with their faults, which keep them from being published', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    const { status, body } = await save(scenarioId, { name: 'Not yet', flow: [{ id: 1 }] }, 1);
    expect([status, (body as SavedDraft).faults]).toEqual([
      200,
      [expect.objectContaining({ pointer: '/flow/0/module' })],
    ]);
    expect(await publish(scenarioId, 2)).toMatchObject({ status: 422, body: { code: 'EXECUTOR.BLUEPRINT_INVALID' } });
    expect(await read(scenarioId)).toMatchObject({ version: 1 });
    expect(await read<ScenarioDraft>(scenarioId, '/draft')).toMatchObject({
      revision: 2,
      blueprint: { name: 'Not yet' },
    });
  });

  it('are refused where they are no object, or nested beyond reason', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    let deep: unknown = {};
    for (let level = 0; level < 300; level += 1) deep = { deep };
    expect((await save(scenarioId, [], 1)).status).toBe(400);
    expect((await save(scenarioId, deep, 1)).status).toBe(422);
    expect(await read(scenarioId, '/draft')).toMatchObject({ revision: 1 });
  });

  it('of two people who save, the second is told who was first and when, and nothing is lost', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    const [first, second] = [newId('usr'), newId('usr')];
    const saveAs = (userId: string, name: string): Promise<Asked> =>
      house.askAs(house.tenantId, executor, {
        method: 'PUT',
        path: path(scenarioId, '/draft'),
        body: { blueprint: { ...aBlueprint().build(), name } },
        ifMatch: '"1"',
        userId,
      });
    expect((await saveAs(first, 'Of the first')).status).toBe(200);
    const refused = await saveAs(second, 'Of the second');
    const { updatedAt, blueprint } = await read<ScenarioDraft>(scenarioId, '/draft');
    expect(blueprint['name']).toBe('Of the first');
    expect(refused).toMatchObject({ status: 412, body: { code: 'EXECUTOR.VERSION_CONFLICT' } });
    expect((refused.body as { detail: string }).detail).toContain(`${first} at ${updatedAt}`);
  });

  it('of two that are saved at the same moment keep one', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => save(scenarioId, { ...aBlueprint().build(), name }, 1)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(await read(scenarioId, '/draft')).toMatchObject({ revision: 2 });
  });

  it('are neither saved nor published nor restored by one who does not say what he has read', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    const asked: [string, string, JsonObject][] = [
      ['PUT', '/draft', { blueprint: aBlueprint().build() }],
      ['POST', '/versions', {}],
      ['POST', '/versions/1/restore', {}],
    ];
    for (const [method, rest, body] of asked) {
      expect((await house.ask(executor, method, path(scenarioId, rest), body)).status).toBe(428);
      expect((await house.change(executor, { method, path: path(scenarioId, rest), body }, 7)).status).toBe(412);
    }
  });

  it('come back from the history into the draft', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    await save(scenarioId, aBlueprint().withSleep(1).build(), 1);
    await publish(scenarioId, 2);
    const restore = { method: 'POST', path: path(scenarioId, '/versions/1/restore') };
    expect((await house.change(executor, restore, 2)).body).toMatchObject({ revision: 3, hasChanges: true });
    expect(await read(scenarioId, '/draft')).toMatchObject({ blueprint: aBlueprint().build() });
    expect(await read(scenarioId)).toMatchObject({ version: 2 });
    const missing = { method: 'POST', path: path(scenarioId, '/versions/9/restore') };
    expect(await house.change(executor, missing, 3)).toMatchObject({
      status: 404,
      body: { code: 'EXECUTOR.VERSION_NOT_FOUND' },
    });
  });

  it('are compared module by module', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withSleep(1).build());
    await save(scenarioId, aBlueprint().withSleep(5).withResponse(200, 'ok').build(), 1);
    const diff = await read<ScenarioDiff>(scenarioId, '/diff?from=1&to=draft');
    expect(diff.modules).toEqual([
      {
        moduleId: 2,
        module: 'util:FunctionSleep',
        change: 'changed',
        before: '/flow/1',
        after: '/flow/1',
        fields: [{ pointer: '/mapper/duration', before: '1', after: '5' }],
      },
      expect.objectContaining({ moduleId: 3, change: 'added', after: '/flow/2' }),
    ]);
    expect((await house.ask(executor, 'GET', path(scenarioId, '/diff?from=1&to=8'))).status).toBe(404);
    expect((await house.ask(executor, 'GET', path(scenarioId, '/diff?from=1&to=x'))).status).toBe(400);
  });

  it('can be run before they are published, under a number that is no part of the history', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    expect(await drafts().snapshot(house.tenantId, scenarioId)).toBe(1);
    await save(scenarioId, aBlueprint().withSleep(1).build(), 1);
    const [number, again] = await Promise.all([
      drafts().snapshot(house.tenantId, scenarioId),
      drafts().snapshot(house.tenantId, scenarioId),
    ]);
    expect([number, again]).toEqual([2, 2]);
    const compiled = await executor.app.get(CompiledVersions, { strict: false }).get(house.tenantId, scenarioId, 2);
    expect(compiled.modules).toHaveLength(2);
    expect((await read<ScenarioVersionList>(scenarioId, '/versions')).items.map((item) => item.number)).toEqual([1]);
    expect((await house.ask(executor, 'GET', path(scenarioId, '/versions/2/blueprint'))).status).toBe(404);
    expect(await read<Scenario>(scenarioId)).toMatchObject({ version: 1 });
    expect((await publish(scenarioId, 2)).body as ImportedScenario).toMatchObject({ version: 3 });
    expect(await drafts().snapshot(house.tenantId, scenarioId)).toBe(3);
  });

  it('with faults cannot be run', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    await save(scenarioId, { flow: [] }, 1);
    await expect(drafts().snapshot(house.tenantId, scenarioId)).rejects.toMatchObject({ status: 422 });
  });

  it('set how many runs go on beside each other when they are published', async () => {
    const settings = (scenario: JsonObject): JsonObject => ({
      ...aBlueprint().build(),
      metadata: { version: 1, scenario },
    });
    const laneOf = async (scenarioId: string): Promise<unknown> =>
      (await house.database.asAdmin('select lane_limit from executor.scenario where id = $1', [scenarioId]))[0];
    const { scenarioId } = await house.import(executor, settings({ sequential: true }));
    expect(await laneOf(scenarioId)).toEqual({ lane_limit: 1 });
    await save(scenarioId, settings({ slots: 4 }), 1);
    expect(await laneOf(scenarioId)).toEqual({ lane_limit: 1 });
    await publish(scenarioId, 2);
    expect(await laneOf(scenarioId)).toEqual({ lane_limit: 4 });
  });

  it('are not there for another organisation', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    for (const rest of ['/draft', '/versions', '/versions/1/blueprint', '/diff?from=1&to=draft', '/activation-check']) {
      const asked = { method: 'GET', path: path(scenarioId, rest) };
      expect((await house.askAs(STRANGER, executor, asked)).status).toBe(404);
    }
    const stolen = { method: 'PUT', path: path(scenarioId, '/draft'), body: { blueprint: {} }, ifMatch: '"1"' };
    expect((await house.askAs(STRANGER, executor, stolen)).status).toBe(404);
  });
});

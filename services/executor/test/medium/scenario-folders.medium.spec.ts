import type { Scenario, ScenarioFolder, ScenarioFolderList, ScenarioList } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import type { Asked } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const STRANGER = 'org_0193f5a0c0de7000800000000000a0ff';
const NOBODYS = 'fld_0193f5a0c0de7000800000000000a0fe';

describe('scenario folders', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start();
  });

  const post = (name: string, parentId?: string): Promise<Asked> =>
    house.ask(executor, 'POST', '/v1/scenario-folders', { name, parentId });
  const create = async (name: string, parentId?: string): Promise<ScenarioFolder> =>
    (await post(name, parentId)).body as ScenarioFolder;
  const patch = ({ id, revision }: ScenarioFolder, body: unknown): Promise<Asked> =>
    house.change(executor, { method: 'PATCH', path: `/v1/scenario-folders/${id}`, body }, revision);
  const remove = (id: string, query = ''): Promise<Asked> =>
    house.ask(executor, 'DELETE', `/v1/scenario-folders/${id}${query}`);
  const put = async (folderId: string): Promise<string> => {
    const answer = await house.ask(executor, 'POST', '/v1/scenarios', { blueprint: aBlueprint().build(), folderId });
    return (answer.body as { scenarioId: string }).scenarioId;
  };
  const folderOf = async (scenarioId: string): Promise<string | null> =>
    ((await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}`)).body as Scenario).folderId;

  it('are made, renamed and moved by one who has read them', async () => {
    const [top, other] = [await create('Top'), await create('Other')];
    const inner = await create('Inner', top.id);
    expect(inner).toMatchObject({ parentId: top.id, revision: 1 });
    expect((await patch(inner, { name: 'Renamed' })).body).toMatchObject({ name: 'Renamed', parentId: top.id });
    expect(await patch(inner, { name: 'Too late' })).toMatchObject({ status: 412 });
    expect((await patch({ ...inner, revision: 2 }, { parentId: other.id })).body).toMatchObject({ parentId: other.id });
    const moved = await patch({ ...inner, revision: 3 }, { parentId: null });
    expect([moved.headers.get('etag'), moved.body]).toEqual(['"4"', expect.objectContaining({ parentId: null })]);
    const without = await house.ask(executor, 'PATCH', `/v1/scenario-folders/${inner.id}`, { name: 'x' });
    expect(without.status).toBe(428);
  });

  it('are made once by a caller who repeats the request with its Idempotency-Key', async () => {
    const send = (name: string): Promise<Asked> =>
      house.askAs(house.tenantId, executor, {
        method: 'POST',
        path: '/v1/scenario-folders',
        body: { name },
        headers: { 'idempotency-key': 'made-once' },
      });
    const [first, second] = [await send('Once'), await send('Once')];
    expect([second.status, second.body, second.headers.get('etag')]).toEqual([
      201,
      first.body,
      first.headers.get('etag'),
    ]);
    expect(await send('Another')).toMatchObject({ status: 422, body: { code: 'HOST.IDEMPOTENCY_KEY_REUSED' } });
    const { body } = await house.ask(executor, 'GET', '/v1/scenario-folders');
    expect((body as ScenarioFolderList).items.filter(({ name }) => name === 'Once')).toHaveLength(1);
  });

  it('are nested five levels deep and no deeper', async () => {
    let folder = await create('1');
    for (const name of ['2', '3', '4', '5']) folder = await create(name, folder.id);
    expect(await post('6', folder.id)).toMatchObject({ status: 409, body: { code: 'EXECUTOR.FOLDER_TOO_DEEP' } });
  });

  it('never end up in themselves, even when two are moved at the same moment', async () => {
    const [one, two] = [await create('One'), await create('Two')];
    const inner = await create('Inner', one.id);
    expect(await patch(one, { parentId: inner.id })).toMatchObject({
      status: 409,
      body: { code: 'EXECUTOR.FOLDER_IN_ITSELF' },
    });
    const answers = await Promise.all([patch(one, { parentId: two.id }), patch(two, { parentId: one.id })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('are deleted when they are empty, and again without complaint', async () => {
    const { id } = await create('Empty');
    expect((await remove(id)).status).toBe(204);
    expect((await remove(id)).status).toBe(204);
    expect((await house.ask(executor, 'GET', `/v1/scenario-folders/${id}`)).status).toBe(404);
  });

  it('with something in them are deleted only by one who says where it goes', async () => {
    const [full, target] = [await create('Full'), await create('Target')];
    const inner = await create('Inner', full.id);
    const scenarioId = await put(full.id);
    expect(await remove(full.id)).toMatchObject({ status: 409, body: { code: 'EXECUTOR.FOLDER_NOT_EMPTY' } });
    expect((await remove(full.id, `?moveTo=${inner.id}`)).status).toBe(409);
    expect((await remove(full.id, `?moveTo=${NOBODYS}`)).status).toBe(404);
    expect(await folderOf(scenarioId)).toBe(full.id);

    expect((await remove(full.id, `?moveTo=${target.id}`)).status).toBe(204);
    expect(await folderOf(scenarioId)).toBe(target.id);
    const moved = await house.ask(executor, 'GET', `/v1/scenario-folders/${inner.id}`);
    expect(moved.body).toMatchObject({ parentId: target.id });

    expect((await remove(target.id, '?moveTo=root')).status).toBe(204);
    expect(await folderOf(scenarioId)).toBeNull();
  });

  it('hold the scenarios that are put into them, and the list finds them there', async () => {
    const { id } = await create('Shelf');
    const scenarioId = await put(id);
    const found = (await house.ask(executor, 'GET', `/v1/scenarios?folderId=${id}`)).body as ScenarioList;
    expect(found.items.map((item) => item.id)).toEqual([scenarioId]);
    const root = (await house.ask(executor, 'GET', '/v1/scenarios?folderId=root&limit=200')).body as ScenarioList;
    expect(root.items.map((item) => item.id)).not.toContain(scenarioId);
    const nowhere = { blueprint: aBlueprint().build(), folderId: NOBODYS };
    expect((await house.ask(executor, 'POST', '/v1/scenarios', nowhere)).status).toBe(404);
  });

  it('are listed page by page, and not to another organisation', async () => {
    const { id } = await create('Listed');
    const first = (await house.ask(executor, 'GET', '/v1/scenario-folders?limit=1')).body as ScenarioFolderList;
    expect(first.items).toHaveLength(1);
    const rest = await house.ask(executor, 'GET', `/v1/scenario-folders?limit=200&cursor=${first.nextCursor ?? ''}`);
    expect((rest.body as ScenarioFolderList).items.map((folder) => folder.id)).toContain(id);
    const asked = { method: 'GET', path: '/v1/scenario-folders' };
    expect((await house.askAs(STRANGER, executor, asked)).body).toEqual({ items: [], nextCursor: null });
    const stolen = { method: 'PATCH', path: `/v1/scenario-folders/${id}`, body: { name: 'x' }, ifMatch: '"1"' };
    expect((await house.askAs(STRANGER, executor, stolen)).status).toBe(404);
  });
});

import { deliveryHidden, type SearchKeys } from '@ebbflow/contracts';
import { blindIndex, TenantKey } from '@ebbflow/crypto';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import type { Asked } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { type AskedFor, executorHouse } from '../support/executor-house.ts';
import { codeOf } from '../support/organisation.ts';

describe('search keys of a scenario', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    // Read by nobody here, it would hold up what comes after it.
    await house.transport.subscribe('test', [deliveryHidden.topic], () => Promise.resolve());
    executor = await house.start();
  });

  const ask = (method: string, scenarioId: string, more: Partial<AskedFor> = {}): Promise<Asked> =>
    house.askAs(house.tenantId, executor, { method, path: `/v1/scenarios/${scenarioId}/search-keys`, ...more });
  const put = (scenarioId: string, keys: object[], revision: number): Promise<Asked> =>
    ask('PUT', scenarioId, { body: { keys }, ifMatch: `"${String(revision)}"` });
  async function aScenario(confidential = false): Promise<{ scenarioId: string; moduleId: number }> {
    const blueprint = aBlueprint().settings({ confidential }).build();
    const { scenarioId } = await house.import(executor, blueprint);
    return { scenarioId, moduleId: (blueprint as { flow: { id: number }[] }).flow[0]?.id ?? 0 };
  }
  const indexOf = (scenarioId: string, name: string, value: string): string => {
    const key = new TenantKey(house.tenantId, 1, house.vault.keyOf(house.tenantId));
    return blindIndex(key, { scenarioId, name }, value).toString('base64');
  };

  it('make what runs are found by, blind, at their end: equal values are equal, and no value is in the event', async () => {
    const { scenarioId, moduleId } = await aScenario();
    const keys = [
      { name: 'email', path: `${String(moduleId)}.customer.email` },
      { name: 'sku', path: `${String(moduleId)}.items.sku` },
    ];
    expect(await put(scenarioId, keys, 0)).toMatchObject({ status: 200, body: { revision: 1, keys } });
    await house.publish(
      house.delivery(scenarioId, { customer: { email: ' Anna@Example.com' }, items: [{ sku: 7 }, { sku: 'x-1' }] }),
    );
    const finished = await house.waitForFinished(scenarioId);
    const expected = [
      indexOf(scenarioId, 'email', 'anna@example.com'),
      indexOf(scenarioId, 'sku', '7'),
      indexOf(scenarioId, 'sku', 'X-1'),
    ];
    expect(finished.searchIndexes?.toSorted()).toEqual(expected.toSorted());
    expect(indexOf(scenarioId, 'other', '7')).not.toBe(indexOf(scenarioId, 'sku', '7'));
    expect(indexOf(newId('scn'), 'sku', '7')).not.toBe(indexOf(scenarioId, 'sku', '7'));
    expect(JSON.stringify({ ...finished, details: undefined, input: undefined })).not.toMatch(/anna|x-1/i);
  });

  it('are none of a confidential run, and leave out what rules hide', async () => {
    const secret = await aScenario(true);
    const open = await aScenario();
    for (const { scenarioId, moduleId } of [secret, open])
      await put(
        scenarioId,
        [
          { name: 'email', path: `${String(moduleId)}.email` },
          { name: 'id', path: `${String(moduleId)}.id` },
        ],
        0,
      );
    const rules = { paths: [`${String(open.moduleId)}.email`], types: [] };
    const path = `/v1/scenarios/${open.scenarioId}/redaction-rules`;
    const ruled = await house.askAs(house.tenantId, executor, { method: 'PUT', path, body: rules, ifMatch: '"0"' });
    expect(ruled.status).toBe(200);
    const body = { email: 'anna@example.com', id: 4 };
    await house.publish(house.delivery(secret.scenarioId, body), house.delivery(open.scenarioId, body));
    expect((await house.waitForFinished(secret.scenarioId)).searchIndexes).toBeUndefined();
    expect((await house.waitForFinished(open.scenarioId)).searchIndexes).toEqual([indexOf(open.scenarioId, 'id', '4')]);
  });

  it('are at most ten, each named once, changed with If-Match, and gone with their scenario', async () => {
    const { scenarioId } = await aScenario();
    expect((await ask('GET', scenarioId)).body).toEqual({ revision: 0, keys: [] });
    const eleven = Array.from({ length: 11 }, (_, index) => ({ name: `k${String(index)}`, path: '2.a' }));
    for (const keys of [eleven, [eleven[0], eleven[0]], [{ name: 'K', path: '2.a' }], [{ name: 'k', path: 'a.b' }]])
      expect((await put(scenarioId, keys as object[], 0)).status).toBe(400);
    expect((await put(scenarioId, eleven.slice(1), 0)).status).toBe(200);
    expect(codeOf(await put(scenarioId, [], 0))).toBe('EXECUTOR.SEARCH_KEYS_CHANGED');
    expect((await ask('PUT', scenarioId, { body: { keys: [] } })).status).toBe(428);
    expect(codeOf(await ask('PUT', scenarioId, { body: { keys: [] }, ifMatch: 'x' }))).toBe(
      'EXECUTOR.SEARCH_KEYS_CHANGED',
    );
    expect(((await put(scenarioId, [], 1)).body as SearchKeys).revision).toBe(2);
    expect((await house.ask(executor, 'DELETE', `/v1/scenarios/${scenarioId}`)).status).toBe(204);
    expect(codeOf(await ask('GET', scenarioId))).toBe('EXECUTOR.SCENARIO_NOT_FOUND');
    expect(
      await house.database.asAdmin('select 1 from executor.scenario_search_key where scenario_id = $1', [scenarioId]),
    ).toEqual([]);
  });
});

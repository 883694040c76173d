import type { DataStore, DataStoreRecordAnswer, DataStoreRecordList, DataStoreSearch } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';
import { asOrganisation, codeOf, type Organisation } from '../support/organisation.ts';

const MEBIBYTE = 1_048_576;
const house = executorHouse();
let executor: RunningService;
let mine: Organisation;

beforeAll(async () => {
  executor = await house.start({ EBB_DATA_STORES_MAX: '8MiB', EBB_DATA_STORES_MAX_COUNT: '3' });
});
beforeEach(() => {
  mine = asOrganisation(house, executor, newOrganisationId());
});

async function aStore(more: object = {}, of: Organisation = mine): Promise<DataStore> {
  const { status, body } = await of('POST', '/v1/data-stores', {
    body: { name: 'People', maxBytes: MEBIBYTE, ...more },
  });
  expect(status).toBe(201);
  return body as DataStore;
}

async function aRecord(storeId: string, key: string, data: object): Promise<DataStoreRecordAnswer> {
  const { status, body } = await mine('POST', `/v1/data-stores/${storeId}/records`, { body: { key, data } });
  expect(status).toBe(201);
  return body as DataStoreRecordAnswer;
}

const recordsOf = ({ id }: { id: string }): string => `/v1/data-stores/${id}/records`;

describe('a data store', () => {
  it('is made, listed, renamed and deleted with all that is in it', async () => {
    const store = await aStore();
    expect(store).toMatchObject({
      name: 'People',
      structureId: null,
      maxBytes: MEBIBYTE,
      usedBytes: 0,
      recordCount: 0,
    });
    await aRecord(store.id, 'a', { n: 1 });
    const { body, headers } = await mine('GET', `/v1/data-stores/${store.id}`);
    expect(body).toMatchObject({ recordCount: 1, usedBytes: expect.any(Number) });
    expect(headers.get('etag')).toBe('"1"');
    const renamed = await mine('PATCH', `/v1/data-stores/${store.id}`, { ifMatch: '"1"', body: { name: 'Others' } });
    expect(renamed.body).toMatchObject({ name: 'Others', revision: 2 });
    expect((await mine('GET', '/v1/data-stores')).body).toMatchObject({ items: [{ id: store.id }], nextCursor: null });
    for (let time = 0; time < 2; time += 1)
      expect((await mine('DELETE', `/v1/data-stores/${store.id}`)).status).toBe(204);
    expect(
      await house.database.asAdmin('select 1 from executor.data_store_record where store_id = $1', [store.id]),
    ).toEqual([]);
    const told = await house.database.asAdmin<{ tenant_id: string }>(
      `select tenant_id from executor.outbox where topic like '%.audit' and convert_from(data, 'utf8') like $1`,
      [`%data-store.deleted%${store.id}%`],
    );
    expect(told).toHaveLength(1);
    expect(codeOf(await mine('GET', `/v1/data-stores/${store.id}`))).toBe('EXECUTOR.DATA_STORE_NOT_FOUND');
  });

  it('is changed by whoever has read it last, and says who else did', async () => {
    const store = await aStore();
    const path = `/v1/data-stores/${store.id}`;
    expect(codeOf(await mine('PATCH', path, { body: { name: 'x' } }))).toBe('EXECUTOR.VERSION_REQUIRED');
    await mine('PATCH', path, { ifMatch: '"1"', body: { name: 'x' } });
    const late = await mine('PATCH', path, { ifMatch: '"1"', body: { name: 'y' } });
    expect([late.status, codeOf(late)]).toEqual([412, 'EXECUTOR.VERSION_CONFLICT']);
    expect((await mine('GET', path)).body).toMatchObject({ name: 'x' });
  });

  it('gets no more room than the organisation has, and not less than it uses', async () => {
    const [first, second] = [await aStore({ maxBytes: 4 * MEBIBYTE }), await aStore({ maxBytes: 3 * MEBIBYTE })];
    expect(codeOf(await mine('POST', '/v1/data-stores', { body: { name: 'x', maxBytes: 2 * MEBIBYTE } }))).toBe(
      'EXECUTOR.DATA_STORES_FULL',
    );
    const grown = await mine('PATCH', `/v1/data-stores/${first.id}`, {
      ifMatch: '"1"',
      body: { maxBytes: 6 * MEBIBYTE },
    });
    expect(codeOf(grown)).toBe('EXECUTOR.DATA_STORES_FULL');
    await aStore();
    expect(codeOf(await mine('POST', '/v1/data-stores', { body: { name: 'x', maxBytes: MEBIBYTE } }))).toBe(
      'EXECUTOR.TOO_MANY_DATA_STORES',
    );
    await aRecord(second.id, 'a', { text: 'x'.repeat(1_500_000) });
    const shrunk = await mine('PATCH', `/v1/data-stores/${second.id}`, {
      ifMatch: '"1"',
      body: { maxBytes: MEBIBYTE },
    });
    expect(codeOf(shrunk)).toBe('EXECUTOR.DATA_STORE_TOO_SMALL');
    const small = await mine('POST', '/v1/data-stores', { body: { name: 'x', maxBytes: 1_000 } });
    expect([small.status, codeOf(small)]).toEqual([400, 'HOST.INVALID_INPUT']);
  });

  it('made by many at once stays within the bounds of the organisation', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, () => mine('POST', '/v1/data-stores', { body: { name: 'x', maxBytes: 3 * MEBIBYTE } })),
    );
    expect(made.filter(({ status }) => status === 201)).toHaveLength(2);
  });

  it('does not exist for another organisation, nor for whoever lacks the scope', async () => {
    const store = await aStore();
    const record = await aRecord(store.id, 'a', {});
    const stranger = asOrganisation(house, executor, newOrganisationId());
    const records = recordsOf(store);
    const asked = [
      stranger('GET', `/v1/data-stores/${store.id}`),
      stranger('GET', records),
      stranger('POST', records, { body: { data: {} } }),
      stranger('GET', `${records}/${record.id}`),
      stranger('PUT', `${records}/${record.id}`, { ifMatch: '"1"', body: { data: {} } }),
      stranger('DELETE', `${records}/${record.id}`),
      stranger('DELETE', records),
      stranger('POST', `${records}/search`, { body: {} }),
    ];
    for (const answer of await Promise.all(asked)) {
      expect([answer.status, codeOf(answer)]).toEqual([404, 'EXECUTOR.DATA_STORE_NOT_FOUND']);
    }
    expect((await stranger('DELETE', `/v1/data-stores/${store.id}`)).status).toBe(204);
    expect((await mine('GET', `/v1/data-stores/${store.id}`)).body).toMatchObject({ recordCount: 1 });
    const scopes = ['data-stores:read'];
    expect((await mine('GET', records, { scopes })).status).toBe(200);
    expect((await mine('POST', records, { scopes, body: { data: {} } })).status).toBe(403);
    expect((await mine('GET', records, { scopes: ['scenarios:read'] })).status).toBe(403);
  });
});

describe('a record', () => {
  it('is added, read, replaced, patched and deleted, and its key stands in no address', async () => {
    const store = await aStore();
    const record = await aRecord(store.id, 'ada@example.com', { name: 'Ada', tags: ['x'], of: { p: 1, q: 1 } });
    const path = `${recordsOf(store)}/${record.id}`;
    expect(record.id).toMatch(/^[0-9a-f]{64}$/);
    const read = await mine('GET', path);
    expect(read.body).toEqual(record);
    expect(read.headers.get('etag')).toBe('"1"');
    const patched = await mine('PATCH', path, { ifMatch: '"1"', body: { data: { of: { q: null }, tags: [] } } });
    expect(patched.body).toMatchObject({ data: { name: 'Ada', tags: [], of: { p: 1 } }, revision: 2 });
    const replaced = await mine('PUT', path, {
      ifMatch: '"2"',
      body: { data: { at: { $date: '2026-01-31T08:00:00.000Z' } } },
    });
    expect(replaced.body).toMatchObject({
      key: 'ada@example.com',
      data: { at: { $date: '2026-01-31T08:00:00.000Z' } },
    });
    for (let time = 0; time < 2; time += 1) expect((await mine('DELETE', path)).status).toBe(204);
    expect(codeOf(await mine('GET', path))).toBe('EXECUTOR.RECORD_NOT_FOUND');
    expect((await mine('GET', `/v1/data-stores/${store.id}`)).body).toMatchObject({ recordCount: 0, usedBytes: 0 });
  });

  it('is changed by whoever has read it last', async () => {
    const store = await aStore();
    const record = await aRecord(store.id, 'a', { n: 1 });
    const path = `${recordsOf(store)}/${record.id}`;
    expect((await mine('PUT', path, { body: { data: {} } })).status).toBe(428);
    const ends = await Promise.all([1, 2, 3].map((n) => mine('PUT', path, { ifMatch: '"1"', body: { data: { n } } })));
    expect(ends.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const nobody = `${recordsOf(store)}/${'0'.repeat(64)}`;
    expect((await mine('PATCH', nobody, { ifMatch: '"1"', body: { data: {} } })).status).toBe(404);
    expect((await mine('GET', `${recordsOf(store)}/a%00b`)).status).toBe(404);
  });

  it('is not added twice, unless the author overwrites it', async () => {
    const store = await aStore();
    await aRecord(store.id, 'a', { n: 1 });
    const again = { key: 'a', data: { n: 2 } };
    expect(codeOf(await mine('POST', recordsOf(store), { body: again }))).toBe('EXECUTOR.RECORD_EXISTS');
    const replaced = await mine('POST', recordsOf(store), { body: { ...again, overwrite: true } });
    expect(replaced.body).toMatchObject({ data: { n: 2 }, revision: 2 });
    const full = await mine('POST', recordsOf(store), { body: { data: { text: 'x'.repeat(1_100_000) } } });
    expect([full.status, codeOf(full)]).toEqual([409, 'EXECUTOR.DATA_STORE_FULL']);
  });

  it('is found by its key, and by filter and sort', async () => {
    const store = await aStore();
    for (const [key, n] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      await aRecord(store.id, key, { n });
    const search = async (body: object): Promise<string[]> => {
      const answer = await mine('POST', `${recordsOf(store)}/search`, { body });
      return (answer.body as DataStoreSearch).items.map(({ key }) => key);
    };
    expect(await search({ key: 'b' })).toEqual(['b']);
    expect(await search({ key: 'z' })).toEqual([]);
    expect(
      await search({ filter: [[{ a: 'n', o: 'number:greater', b: 1 }]], sort: [{ key: 'n', order: 'desc' }] }),
    ).toEqual(['c', 'b']);
    expect(await search({ limit: 2 })).toEqual(['a', 'b']);
    const refused = await mine('POST', `${recordsOf(store)}/search`, {
      body: { filter: [[{ a: 'n', o: 'number:resembles', b: 1 }]] },
    });
    expect([refused.status, codeOf(refused)]).toEqual([400, 'EXECUTOR.SEARCH_REFUSED']);
  });

  it('is listed page by page, and all of them go at once', async () => {
    const store = await aStore();
    const keys = Array.from({ length: 7 }, (_, n) => `k${String(n)}`);
    for (const key of keys) await aRecord(store.id, key, {});
    const seen: string[] = [];
    for (let query = '?limit=3'; ;) {
      const page = (await mine('GET', `${recordsOf(store)}${query}`)).body as DataStoreRecordList;
      seen.push(...page.items.map(({ key }) => key));
      if (page.nextCursor === null) break;
      query = `?limit=3&cursor=${page.nextCursor}`;
    }
    expect(seen.sort()).toEqual(keys);
    expect((await mine('GET', `${recordsOf(store)}?cursor=x`)).status).toBe(400);
    expect((await mine('DELETE', recordsOf(store))).status).toBe(204);
    expect((await mine('GET', recordsOf(store))).body).toEqual({ items: [], nextCursor: null });
  });
});

describe('a scenario with data stores', () => {
  it('is not activated before somebody has chosen a store, and then keeps what it finds', async () => {
    const store = await aStore({}, asOrganisation(house, executor, house.tenantId));
    const withStore = (datastore: unknown) =>
      aBlueprint()
        .with(
          'datastore:AddRecord',
          1,
          { key: '{{1.order}}', data: { total: '{{1.total}}' } },
          { datastore: datastore as string },
        )
        .with('datastore:CountRecords', 1, {}, { datastore: datastore as string })
        .build();
    const foreign = await house.import(executor, withStore(12_345));
    const refused = await house.ask(executor, 'PUT', `/v1/scenarios/${foreign.scenarioId}/activation`, {
      active: true,
    });
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).toContain('/flow/1/parameters/datastore');
    const own = await house.import(executor, withStore(store.id));
    const active = await house.ask(executor, 'PUT', `/v1/scenarios/${own.scenarioId}/activation`, { active: true });
    expect(active.status).toBe(200);
    await house.publish(house.delivery(own.scenarioId, { order: 'o-1', total: 5 }));
    const finished = await house.waitForFinished(own.scenarioId);
    expect(finished.status).toBe('success');
    const { modules } = house.detailsOf(finished);
    expect(modules.at(-1)?.bundles).toEqual([{ count: 1 }]);
    const search = await house.ask(executor, 'POST', `${recordsOf(store)}/search`, { key: 'o-1' });
    expect(search.body).toMatchObject({ items: [{ key: 'o-1', data: { total: 5 }, updatedBy: null }] });
    const left = await house.database.asAdmin('select 1 from executor.data_store_transaction where run_id = $1', [
      finished.runId,
    ]);
    expect(left).toEqual([]);
  });
});

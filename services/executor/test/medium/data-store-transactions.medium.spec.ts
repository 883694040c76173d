import { Settings } from '@ebbflow/config';
import { createLogger } from '@ebbflow/observability';
import type { Database } from '@ebbflow/persistence';
import { itKeepsDataStores, templateDatabase } from '@ebbflow/testing';
import { DataStoresConfig } from '../../src/data-stores/data-stores.config.ts';
import { TransactionSweepJob } from '../../src/data-stores/transactions/transaction-sweep.job.ts';
import { EXECUTOR_MIGRATIONS } from '../../src/migrations/executor-migrations.ts';
import { StoresOnDatabase } from '../support/data-store.builder.ts';

const template = templateDatabase([{ schema: 'executor', migrations: EXECUTOR_MIGRATIONS }]);
let database: Database;

beforeAll(() => {
  database = template.database();
});

const house = (): StoresOnDatabase => new StoresOnDatabase(template, database);

describe('RunDataStores, first attempt', () => {
  itKeepsDataStores(async (initial) => {
    const on = house();
    const store = await on.createStore();
    await on.fill(store, initial);
    return { stores: on.attempt(), store, records: () => on.records(store) };
  });
});

describe('RunDataStores, later attempt', () => {
  itKeepsDataStores(async (initial) => {
    const on = house();
    const store = await on.createStore();
    await on.fill(store, initial);
    return { stores: on.attempt(2), store, records: () => on.records(store) };
  });
});

describe('RunDataStores after a crash', () => {
  it('commits what an earlier attempt staged, once, whoever asks', async () => {
    const on = house();
    const store = await on.createStore();
    await on.fill(store, [{ key: 'a', data: { log: [0] } }]);
    const first = on.attempt();
    await (await first.open('t', 'o1')).update(store, { key: 'a', data: { log: [1] } });
    await (await first.open('t', 'o2')).add(store, { key: 'b', data: {} });
    await on.attempt(2).commit('t');
    await first.commit('t');
    await on.attempt(3).commit('t');
    expect(await on.records(store)).toEqual([
      { key: 'a', data: { log: [0, 1] } },
      { key: 'b', data: {} },
    ]);
  });

  it('sees what the operations before it staged, and drops its own', async () => {
    const on = house();
    const store = await on.createStore();
    const first = on.attempt();
    await (await first.open('t', 'o1')).add(store, { key: 'a', data: { n: 1 } });
    await (await first.open('t', 'o2')).add(store, { key: 'b', data: {} });
    const second = on.attempt(2);
    const again = await second.open('t', 'o2');
    expect(await again.get(store, 'a')).toEqual({ key: 'a', data: { n: 1 } });
    expect(await again.exists(store, 'b')).toBe(false);
    await again.delete(store, 'a');
    const next = await on.attempt(3).open('t', 'o3');
    expect(await next.exists(store, 'a')).toBe(false);
    await next.add(store, { key: 'a', data: { n: 2 } });
    expect((await next.search(store, {})).map(({ key, data }) => [key, data['n']])).toEqual([['a', 2]]);
    await on.attempt(3).commit('t');
    expect(await on.records(store)).toEqual([{ key: 'a', data: { n: 2 } }]);
  });

  it('refuses an attempt that was cut off and goes on all the same', async () => {
    const on = house();
    const store = await on.createStore();
    const cutOff = on.attempt();
    const session = await cutOff.open('t', 'o1');
    await session.add(store, { key: 'a', data: {} });
    await on.attempt(2).open('t', 'o1');
    await expect(session.add(store, { key: 'b', data: {} })).rejects.toMatchObject({
      errorClass: 'InconsistencyError',
    });
    await on.attempt(2).commit('t');
    expect(await on.records(store)).toEqual([]);
  });

  it('makes the journal durable before anything is applied or dropped, and only then', async () => {
    const on = house();
    const store = await on.createStore();
    const stores = on.attempt();
    const session = await stores.open('t', 'o1');
    await session.get(store, 'a');
    await stores.commit('t');
    expect(on.settledCount).toBe(0);
    await (await stores.open('u', 'o1')).put(store, { key: 'a', data: {} });
    await stores.commit('u');
    await (await stores.open('v', 'o1')).put(store, { key: 'a', data: {} });
    await stores.rollback('v');
    expect(on.settledCount).toBe(2);
  });
});

describe('the sweep', () => {
  it('removes what runs left that are over, with what they staged, and nothing of today', async () => {
    const on = house();
    const store = await on.createStore();
    await (await on.attempt().open('old', 'o')).put(store, { key: 'a', data: {} });
    await template.asAdmin(
      `update executor.data_store_transaction set created_at = now() - interval '11 minutes' where tenant_id = $1`,
      [on.tenantId],
    );
    await (await on.attempt().open('new', 'o')).put(store, { key: 'b', data: {} });
    const rowsOf = async (table: string): Promise<number> =>
      (await template.asAdmin(`select 1 from executor.${table} where tenant_id = $1`, [on.tenantId])).length;
    expect([await rowsOf('data_store_transaction'), await rowsOf('data_store_change')]).toEqual([2, 2]);
    const job = new TransactionSweepJob(
      new DataStoresConfig(new Settings({})),
      database,
      createLogger({ service: 'executor', level: 'silent' }),
    );
    expect(await job.sweep()).toBe(1);
    expect([await rowsOf('data_store_transaction'), await rowsOf('data_store_change')]).toEqual([1, 1]);
  });
});

describe('a data store', () => {
  it('leaves nothing readable of keys and data in the database, and nothing staged after the end', async () => {
    const on = house();
    const store = await on.createStore();
    const stores = on.attempt();
    const session = await stores.open('t', 'o');
    await session.put(store, { key: 'canary@example.com', data: { name: 'canary-of-data' } });
    const dumpOf = async (table: string): Promise<string> =>
      JSON.stringify(
        await template.asAdmin(`select t::text as row from executor.${table} t where tenant_id = $1`, [on.tenantId]),
      );
    const hex = [
      ...['canary@example.com', 'canary-of-data'].map((text) => Buffer.from(text).toString('hex')),
      'canary',
    ];
    const staged = await dumpOf('data_store_change');
    expect(staged).toContain(store);
    await stores.commit('t');
    const stored = await dumpOf('data_store_record');
    expect(stored).toContain(store);
    for (const trace of hex) expect(`${staged}${stored}`).not.toContain(trace);
    expect(await dumpOf('data_store_change')).toBe('[]');
    await (await stores.open('u', 'o')).put(store, { key: 'x', data: {} });
    await stores.rollback('u');
    expect(await dumpOf('data_store_change')).toBe('[]');
  });

  it('knows exactly how much is in it', async () => {
    const on = house();
    const store = await on.createStore();
    await on.fill(store, [
      { key: 'a', data: { n: 1 } },
      { key: 'b', data: { text: 'x'.repeat(1_000) } },
    ]);
    const stores = on.attempt();
    const session = await stores.open('t', 'o');
    await session.update(store, { key: 'a', data: { more: 'y'.repeat(500) } });
    await session.delete(store, 'b');
    await session.add(store, { key: 'c', data: {} });
    await session.delete(store, 'nobody');
    await stores.commit('t');
    const [usage] = await on.usage(store);
    expect([usage?.used_bytes, usage?.record_count]).toEqual([usage?.true_bytes, usage?.true_count]);
    expect(usage?.record_count).toBe('2');
    const clearing = on.attempt();
    await (await clearing.open('u', 'o')).deleteAll(store);
    await clearing.commit('u');
    expect(await on.usage(store)).toEqual([{ used_bytes: '0', record_count: '0', true_bytes: '0', true_count: '0' }]);
  });

  it('takes no more than it has room for, says so where it can be handled, and lets records be replaced and removed when full', async () => {
    const on = house();
    const store = await on.createStore();
    const data = { text: 'x'.repeat(400_000) };
    await on.fill(store, [
      { key: 'a', data },
      { key: 'b', data },
    ]);
    const stores = on.attempt();
    const session = await stores.open('t', 'o');
    await expect(session.add(store, { key: 'c', data })).rejects.toMatchObject({ errorClass: 'OutOfSpaceError' });
    await session.put(store, { key: 'a', data });
    await stores.commit('t');
    // Each alone would fit, both together do not: the commit is what decides, and it does nothing by halves.
    const both = await stores.open('u', 'o');
    const half = { text: 'x'.repeat(150_000) };
    await both.add(store, { key: 'd', data: half });
    await both.add(store, { key: 'e', data: half });
    await expect(stores.commit('u')).rejects.toMatchObject({ errorClass: 'OutOfSpaceError' });
    expect((await on.records(store)).map(({ key }) => key)).toEqual(['a', 'b']);
    await (await stores.open('v', 'o')).delete(store, 'a');
    await stores.commit('v');
    expect((await on.records(store)).map(({ key }) => key)).toEqual(['b']);
  });

  it('bounds what one transaction may stage, and what one record may be', async () => {
    const on = house();
    const store = await on.createStore({ maxBytes: 100 * 1_048_576 });
    const session = await on.attempt().open('t', 'o');
    const data = { text: 'x'.repeat(3_000_000) };
    await session.put(store, { key: 'a', data });
    await expect(session.put(store, { key: 'b', data })).rejects.toMatchObject({ errorClass: 'OutOfSpaceError' });
    await expect(session.put(store, { key: 'b', data: { text: 'x'.repeat(6_000_000) } })).rejects.toMatchObject({
      errorClass: 'MaxFileSizeExceededError',
    });
  });

  it('refuses a search that finds more than may lie in memory', async () => {
    const on = house();
    const store = await on.createStore({ maxBytes: 100 * 1_048_576 });
    for (const key of ['a', 'b', 'c']) await on.fill(store, [{ key, data: { text: 'x'.repeat(2_000_000) } }]);
    const session = await on.attempt().open('t', 'o');
    await expect(session.search(store, {})).rejects.toMatchObject({ errorClass: 'MaxResultsExceededError' });
    expect(await session.search(store, { limit: 1 })).toHaveLength(1);
  });

  it('searches stores of more than one page', async () => {
    const on = house();
    const store = await on.createStore();
    await on.fill(
      store,
      Array.from({ length: 1_203 }, (_, n) => ({ key: `k${String(n)}`, data: { n } })),
    );
    const session = await on.attempt().open('t', 'o');
    const found = await session.search(store, { sort: [{ key: 'n', order: 'desc' }], limit: 3 });
    expect(found.map(({ data }) => data['n'])).toEqual([1_202, 1_201, 1_200]);
    expect(await session.count(store)).toBe(1_203);
  });

  it('holds records against its data structure, and fills in defaults', async () => {
    const on = house();
    const fields = [
      { name: 'n', type: 'number', required: true },
      { name: 'lang', type: 'text', default: 'cs' },
    ] as const;
    const store = await on.createStore({ structure: { fields, strict: true } });
    const session = await on.attempt().open('t', 'o');
    expect(await session.add(store, { key: 'a', data: { n: '7' } })).toEqual({ key: 'a', data: { n: 7, lang: 'cs' } });
    await expect(session.add(store, { key: 'b', data: { m: 1 } })).rejects.toMatchObject({ errorClass: 'DataError' });
    await expect(session.update(store, { key: 'a', data: { n: 'x' } })).rejects.toMatchObject({
      errorClass: 'DataError',
    });
  });

  it('that is none, of another tenant, or deleted meanwhile is one to choose anew', async () => {
    const [on, other] = [house(), house()];
    const missing = { errorClass: 'InvalidConfigurationError' };
    const session = await on.attempt().open('t', 'o');
    await expect(session.get('17', 'a')).rejects.toMatchObject(missing);
    await expect(session.get(await other.createStore(), 'a')).rejects.toMatchObject(missing);
    const store = await on.createStore();
    await session.get(store, 'a');
    await template.asAdmin('delete from executor.data_store where id = $1', [store]);
    await expect(session.put(store, { key: 'a', data: {} })).rejects.toMatchObject(missing);
  });

  it('lets one of two transactions add a key, however they come', async () => {
    const on = house();
    const store = await on.createStore();
    const ends = await Promise.allSettled(
      Array.from({ length: 8 }, async (_, n) => {
        const stores = on.attempt();
        await (await stores.open(`t${String(n)}`, 'o')).add(store, { key: 'same', data: { n } });
        await stores.commit(`t${String(n)}`);
      }),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [usage] = await on.usage(store);
    expect(usage?.record_count).toBe('1');
  });
});

import type { DataStorePort, DataStoreRecord } from '@ebbflow/connector-sdk';

/** The engine's DataStoresPort, as far as it is tested here; this project may not import the engine, which is tested with it. */
export interface TransactionalStores {
  open(transactionId: string, operationId: string): Promise<DataStorePort>;
  undo(transactionId: string, operationId: string): Promise<void>;
  commit(transactionId: string): Promise<void>;
  rollback(transactionId: string): Promise<void>;
}

export interface StoresUnderTest {
  readonly stores: TransactionalStores;
  /** A store that exists, as modules name it. */
  readonly store: string;
  /** What is committed in it, by key. */
  records(): Promise<readonly DataStoreRecord[]>;
}

/** What everybody who keeps data stores must do alike: the model in memory and the one on a database. */
export function itKeepsDataStores(begin: (records: readonly DataStoreRecord[]) => Promise<StoresUnderTest>): void {
  const keysIn = async ({ records }: StoresUnderTest): Promise<readonly string[]> =>
    (await records()).map(({ key }) => key);

  it('shows a transaction its own writes, and nobody else before the commit', async () => {
    const { stores, store } = await begin([]);
    const mine = await stores.open('t1', 'o1');
    await mine.add(store, { key: 'a', data: { n: 1 } });
    expect(await (await stores.open('t1', 'o2')).get(store, 'a')).toEqual({ key: 'a', data: { n: 1 } });
    expect(await (await stores.open('t2', 'o1')).exists(store, 'a')).toBe(false);
    await stores.commit('t1');
    expect(await (await stores.open('t3', 'o1')).exists(store, 'a')).toBe(true);
  });

  it('commits once, however often it is asked', async () => {
    const tested = await begin([]);
    await (await tested.stores.open('t', 'o')).upsert(tested.store, { key: 'a', data: { log: [1] } });
    await tested.stores.commit('t');
    await tested.stores.commit('t');
    expect(await tested.records()).toEqual([{ key: 'a', data: { log: [1] } }]);
  });

  it('lets no transaction end both ways, nor go on after its end', async () => {
    const tested = await begin([]);
    const { stores, store } = tested;
    const inconsistent = { errorClass: 'InconsistencyError' };
    const session = await stores.open('t', 'o');
    await stores.rollback('t');
    await stores.rollback('t');
    await expect(session.put(store, { key: 'a', data: {} })).rejects.toMatchObject(inconsistent);
    await expect(stores.commit('t')).rejects.toMatchObject(inconsistent);
    await expect(stores.open('t', 'o2')).rejects.toMatchObject(inconsistent);
    await stores.commit('other');
    await (await stores.open('u', 'o')).put(store, { key: 'b', data: {} });
    await stores.commit('u');
    await expect(stores.rollback('u')).rejects.toMatchObject(inconsistent);
    await expect(stores.open('u', 'o2')).rejects.toMatchObject(inconsistent);
    expect(await keysIn(tested)).toEqual(['b']);
  });

  it('drops what an operation did that is opened again or undone, and refuses whoever still holds it', async () => {
    const tested = await begin([]);
    const { stores, store } = tested;
    const cutOff = await stores.open('t', 'o1');
    await cutOff.add(store, { data: {} });
    const again = await stores.open('t', 'o1');
    await again.add(store, { data: {} });
    const undone = await stores.open('t', 'o2');
    await undone.put(store, { key: 'undone', data: {} });
    await stores.undo('t', 'o2');
    expect(await again.exists(store, 'undone')).toBe(false);
    await expect(cutOff.add(store, { data: {} })).rejects.toMatchObject({ errorClass: 'InconsistencyError' });
    await stores.commit('t');
    expect(await keysIn(tested)).toHaveLength(1);
  });

  it('makes the same key for a repeated operation', async () => {
    const { stores, store } = await begin([]);
    const one = await (await stores.open('t', 'o')).add(store, { data: {} });
    const other = await (await stores.open('t', 'o')).add(store, { data: {} });
    expect(other).toEqual(one);
    expect((await (await stores.open('t', 'o2')).add(store, { data: {} })).key).not.toBe(one.key);
  });

  it('does not commit half a transaction when a key came to exist meanwhile', async () => {
    const tested = await begin([]);
    const { stores, store } = tested;
    const [first, second] = [await stores.open('t1', 'o'), await stores.open('t2', 'o')];
    await first.add(store, { key: 'a', data: { by: 1 } });
    await second.put(store, { key: 'b', data: {} });
    await second.add(store, { key: 'a', data: { by: 2 } });
    await stores.commit('t1');
    await expect(stores.commit('t2')).rejects.toMatchObject({ errorClass: 'DuplicateDataError' });
    expect(await tested.records()).toEqual([{ key: 'a', data: { by: 1 } }]);
  });

  it('merges what two transactions change in one record, and lets the later commit win where they differ', async () => {
    const tested = await begin([{ key: 'a', data: { n: 0 } }]);
    const { stores, store } = tested;
    const [first, second] = [await stores.open('t1', 'o'), await stores.open('t2', 'o')];
    await second.update(store, { key: 'a', data: { n: 2, second: true } });
    await first.update(store, { key: 'a', data: { n: 1, first: true } });
    await stores.commit('t1');
    await stores.commit('t2');
    expect(await tested.records()).toEqual([{ key: 'a', data: { n: 2, first: true, second: true } }]);
  });

  it('merges what is updated, adds to arrays unless told to replace them, and misses what is not there', async () => {
    const { stores, store } = await begin([{ key: 'a', data: { n: 1, tags: ['x'], of: { p: 1, q: 1 } } }]);
    const session = await stores.open('t', 'o');
    const changes = { tags: ['y'], of: { q: 2 }, left: undefined };
    expect((await session.update(store, { key: 'a', data: changes })).data).toEqual({
      n: 1,
      tags: ['x', 'y'],
      of: { p: 1, q: 2 },
    });
    await session.update(store, { key: 'a', data: { tags: [] } }, { overwriteArrays: true });
    expect((await session.get(store, 'a'))?.data['tags']).toEqual([]);
    await expect(session.update(store, { key: 'z', data: {} })).rejects.toMatchObject({ errorClass: 'DataError' });
    await expect(session.add(store, { key: 'a', data: {} })).rejects.toMatchObject({
      errorClass: 'DuplicateDataError',
    });
    expect([await session.delete(store, 'a'), await session.delete(store, 'a')]).toEqual([true, false]);
    await session.put(store, { key: 'b', data: {} });
    expect([await session.count(store), await session.deleteAll(store), await session.count(store)]).toEqual([1, 1, 0]);
  });

  it('carries out a chain of changes of one key at its commit', async () => {
    const tested = await begin([
      { key: 'a', data: { n: 1 } },
      { key: 'gone', data: {} },
    ]);
    const { stores, store } = tested;
    const session = await stores.open('t', 'o');
    await session.delete(store, 'a');
    await session.add(store, { key: 'a', data: { fresh: true } });
    await session.update(store, { key: 'a', data: { at: new Date(0), bytes: new Uint8Array([1]) } });
    await session.put(store, { key: 'b', data: {} });
    await session.delete(store, 'b');
    await session.deleteAll(store);
    await session.upsert(store, { key: 'c', data: { n: 3 } });
    await session.upsert(store, { key: 'c', data: { m: 4 } });
    await stores.commit('t');
    expect(await tested.records()).toEqual([{ key: 'c', data: { n: 3, m: 4 } }]);
  });

  it('gives dates and bytes back as what they were', async () => {
    const { stores, store } = await begin([]);
    const data = { at: new Date(1_000), bytes: new Uint8Array([1, 2]), list: [{ $date: 'no date' }] };
    await (await stores.open('t1', 'o')).put(store, { key: 'ключ ✓', data });
    await stores.commit('t1');
    expect(await (await stores.open('t2', 'o')).get(store, 'ключ ✓')).toEqual({ key: 'ключ ✓', data });
  });

  itSearchesDataStores(begin);
}

function itSearchesDataStores(begin: (records: readonly DataStoreRecord[]) => Promise<StoresUnderTest>): void {
  it('searches by fields, paths and keys, sorts and limits', async () => {
    const { stores, store } = await begin([
      { key: 'k1', data: { name: 'Ada', of: { age: 36 } } },
      { key: 'k2', data: { name: 'alan', of: { age: 41 } } },
      { key: 'k3', data: { name: 'Emmy' } },
    ]);
    const session = await stores.open('t', 'o');
    const found = async (query: Parameters<typeof session.search>[1]): Promise<string[]> =>
      (await session.search(store, query)).map(({ key }) => key);
    expect(await found({ filter: [[{ a: 'name', o: 'text:startwith:ci', b: 'a' }]] })).toEqual(['k1', 'k2']);
    expect(await found({ filter: [[{ a: '__IMTKEY__', o: 'text:equal', b: 'k3' }]] })).toEqual(['k3']);
    expect(
      await found({ filter: [[{ a: 'of.age', o: 'number:greater', b: 40 }], [{ a: 'of', o: 'notexist' }]] }),
    ).toEqual(['k2', 'k3']);
    expect(await found({ sort: [{ key: 'of.age', order: 'desc' }], limit: 2 })).toEqual(['k2', 'k1']);
    await expect(found({ filter: [[{ a: 'name', o: 'number:resembles', b: 1 }]] })).rejects.toMatchObject({
      errorClass: 'DataError',
    });
  });

  it('searches and counts what the transaction made of the store', async () => {
    const { stores, store } = await begin([
      { key: 'a', data: { n: 1 } },
      { key: 'b', data: { n: 2 } },
    ]);
    const session = await stores.open('t', 'o');
    await session.update(store, { key: 'a', data: { n: 9 } });
    await session.delete(store, 'b');
    await session.put(store, { key: 'c', data: { n: 5 } });
    expect(await session.search(store, { sort: [{ key: 'n', order: 'asc' }] })).toEqual([
      { key: 'c', data: { n: 5 } },
      { key: 'a', data: { n: 9 } },
    ]);
    expect(await session.count(store)).toBe(2);
    await session.deleteAll(store);
    await session.put(store, { key: 'd', data: {} });
    expect((await session.search(store, {})).map(({ key }) => key)).toEqual(['d']);
    expect(await session.count(store)).toBe(1);
  });
}

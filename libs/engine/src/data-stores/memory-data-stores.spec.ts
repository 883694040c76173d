import { MemoryDataStores } from './memory-data-stores.ts';

const keysOf = (stores: MemoryDataStores): readonly string[] => stores.records('s').map(({ key }) => key);

describe('MemoryDataStores', () => {
  it('shows a transaction its own writes, and nobody else before the commit', async () => {
    const stores = new MemoryDataStores();
    const mine = await stores.open('t1', 'o1');
    await mine.add('s', { key: 'a', data: { n: 1 } });
    expect(await (await stores.open('t1', 'o2')).get('s', 'a')).toEqual({ key: 'a', data: { n: 1 } });
    expect(await (await stores.open('t2', 'o1')).exists('s', 'a')).toBe(false);
    await stores.commit('t1');
    expect(await (await stores.open('t3', 'o1')).exists('s', 'a')).toBe(true);
  });

  it('commits once, however often it is asked', async () => {
    const stores = new MemoryDataStores();
    await (await stores.open('t', 'o')).upsert('s', { key: 'a', data: { log: [1] } });
    await stores.commit('t');
    await stores.commit('t');
    expect(stores.records('s')).toEqual([{ key: 'a', data: { log: [1] } }]);
  });

  it('lets no transaction end both ways, nor go on after its end', async () => {
    const stores = new MemoryDataStores();
    const session = await stores.open('t', 'o');
    await stores.rollback('t');
    await stores.rollback('t');
    await expect(session.put('s', { key: 'a', data: {} })).rejects.toMatchObject({ errorClass: 'InconsistencyError' });
    await expect(stores.commit('t')).rejects.toMatchObject({ errorClass: 'InconsistencyError' });
    await expect(stores.open('t', 'o2')).rejects.toMatchObject({ errorClass: 'InconsistencyError' });
    await stores.commit('other');
    await (await stores.open('u', 'o')).put('s', { key: 'b', data: {} });
    await stores.commit('u');
    await expect(stores.rollback('u')).rejects.toMatchObject({ errorClass: 'InconsistencyError' });
    expect(keysOf(stores)).toEqual(['b']);
  });

  it('drops what an operation did that is opened again or undone, and refuses whoever still holds it', async () => {
    const stores = new MemoryDataStores();
    const cutOff = await stores.open('t', 'o1');
    await cutOff.add('s', { data: {} });
    const again = await stores.open('t', 'o1');
    await again.add('s', { data: {} });
    await (await stores.open('t', 'o2')).put('s', { key: 'undone', data: {} });
    await stores.undo('t', 'o2');
    await expect(cutOff.add('s', { data: {} })).rejects.toMatchObject({ errorClass: 'InconsistencyError' });
    await stores.commit('t');
    expect(keysOf(stores)).toHaveLength(1);
  });

  it('makes the same key for a repeated operation', async () => {
    const [one, other] = [new MemoryDataStores(), new MemoryDataStores()];
    const made = [
      await (await one.open('t', 'o')).add('s', { data: {} }),
      await (await other.open('t', 'o')).add('s', { data: {} }),
    ];
    expect(made[0]).toEqual(made[1]);
  });

  it('does not commit half a transaction when a key came to exist meanwhile', async () => {
    const stores = new MemoryDataStores();
    const [first, second] = [await stores.open('t1', 'o'), await stores.open('t2', 'o')];
    await first.add('s', { key: 'a', data: { by: 1 } });
    await second.put('s', { key: 'b', data: {} });
    await second.add('s', { key: 'a', data: { by: 2 } });
    await stores.commit('t1');
    await expect(stores.commit('t2')).rejects.toMatchObject({ errorClass: 'DuplicateDataError' });
    expect(stores.records('s')).toEqual([{ key: 'a', data: { by: 1 } }]);
  });

  it('merges what is updated, adds to arrays unless told to replace them, and misses what is not there', async () => {
    const stores = new MemoryDataStores({ s: [{ key: 'a', data: { n: 1, tags: ['x'], of: { p: 1, q: 1 } } }] });
    const session = await stores.open('t', 'o');
    const changes = { tags: ['y'], of: { q: 2 }, left: undefined };
    expect((await session.update('s', { key: 'a', data: changes })).data).toEqual({
      n: 1,
      tags: ['x', 'y'],
      of: { p: 1, q: 2 },
    });
    await session.update('s', { key: 'a', data: { tags: [] } }, { overwriteArrays: true });
    expect((await session.get('s', 'a'))?.data['tags']).toEqual([]);
    await expect(session.update('s', { key: 'z', data: {} })).rejects.toMatchObject({ errorClass: 'DataError' });
    await expect(session.add('s', { key: 'a', data: {} })).rejects.toMatchObject({ errorClass: 'DuplicateDataError' });
    expect([await session.delete('s', 'a'), await session.delete('s', 'a')]).toEqual([true, false]);
    await session.put('s', { key: 'b', data: {} });
    expect([await session.count('s'), await session.deleteAll('s'), await session.count('s')]).toEqual([1, 1, 0]);
  });

  it('searches by fields, paths and keys, sorts and limits', async () => {
    const people = [
      { key: 'k1', data: { name: 'Ada', of: { age: 36 } } },
      { key: 'k2', data: { name: 'alan', of: { age: 41 } } },
      { key: 'k3', data: { name: 'Emmy' } },
    ];
    const session = await new MemoryDataStores({ s: people }).open('t', 'o');
    const found = async (query: Parameters<typeof session.search>[1]): Promise<string[]> =>
      (await session.search('s', query)).map(({ key }) => key);
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
});

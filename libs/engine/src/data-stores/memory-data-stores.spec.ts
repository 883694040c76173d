import { itKeepsDataStores } from '@ebbflow/testing';
import { MemoryDataStores } from './memory-data-stores.ts';

describe('MemoryDataStores', () => {
  itKeepsDataStores(async (initial) => {
    const stores = new MemoryDataStores({ s: initial });
    return { stores, store: 's', records: async () => stores.records('s') };
  });

  it('makes the same key on another machine, too', async () => {
    const [one, other] = [new MemoryDataStores(), new MemoryDataStores()];
    const made = [
      await (await one.open('t', 'o')).add('s', { data: {} }),
      await (await other.open('t', 'o')).add('s', { data: {} }),
    ];
    expect(made[0]).toEqual(made[1]);
  });
});

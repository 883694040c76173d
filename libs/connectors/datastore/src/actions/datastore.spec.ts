import {
  ModuleError,
  type Bundle,
  type DataStorePort,
  type ModuleContext,
  type ModuleDefinition,
  type Value,
} from '@ebbflow/connector-sdk';
import { datastoreConnector } from '../datastore.connector.ts';

/** Answers every call alike and remembers what was asked; what stores really do is shown by the engine's conformance cases. */
function aStore(answers: Partial<DataStorePort> = {}) {
  const calls: unknown[][] = [];
  const record = { key: 'k1', data: { a: 1 } };
  const answer =
    (name: string, value: unknown) =>
    async (...given: unknown[]): Promise<any> => {
      calls.push([name, ...given]);
      return value;
    };
  const port: DataStorePort = {
    get: answer('get', record),
    exists: answer('exists', true),
    add: answer('add', record),
    update: answer('update', record),
    upsert: answer('upsert', record),
    put: answer('put', record),
    search: answer('search', [record, { key: 'k2', data: {} }]),
    count: answer('count', 2),
    delete: answer('delete', false),
    deleteAll: answer('deleteAll', 2),
    ...answers,
  };
  return { calls, port };
}

async function run(name: string, mapped: Bundle, parameters: Bundle = { datastore: 4711 }, store = aStore()) {
  const module = datastoreConnector.modules.find(
    (candidate) => candidate.name === `datastore:${name}`,
  ) as ModuleDefinition;
  const { bundles } = await module.run({ mapped, parameters }, { dataStores: store.port } as ModuleContext);
  return { bundles, calls: store.calls };
}

describe('modules of a data store', () => {
  it('are all transactional', () => {
    expect(datastoreConnector.modules.filter(({ isTransactional }) => isTransactional !== true)).toEqual([]);
  });

  it.each<[string, Bundle, unknown[], Value]>([
    [
      'AddRecord',
      { key: 'k1', data: { a: 1 } },
      ['add', '4711', { key: 'k1', data: { a: 1 } }],
      [{ key: 'k1', data: { a: 1 } }],
    ],
    [
      'AddRecord',
      { data: { a: 1 }, overwrite: true },
      ['add', '4711', { key: undefined, data: { a: 1 } }],
      [{ key: 'k1', data: { a: 1 } }],
    ],
    [
      'AddRecord',
      { key: 7, overwrite: 'true' },
      ['put', '4711', { key: '7', data: {} }],
      [{ key: 'k1', data: { a: 1 } }],
    ],
    [
      'UpdateRecord',
      { key: 'k1', data: { a: 2 } },
      ['update', '4711', { key: 'k1', data: { a: 2 } }, { overwriteArrays: false }],
      [{ key: 'k1', data: { a: 1 } }],
    ],
    [
      'UpdateRecord',
      { key: 'k1', data: {}, upsert: 'true', overwriteArrays: true },
      ['upsert', '4711', { key: 'k1', data: {} }, { overwriteArrays: true }],
      [{ key: 'k1', data: { a: 1 } }],
    ],
    ['GetRecord', { key: 'k1', returnWrapped: false }, ['get', '4711', 'k1'], [{ a: 1 }]],
    ['GetRecord', { key: 'k1', returnWrapped: 'true' }, ['get', '4711', 'k1'], [{ key: 'k1', data: { a: 1 } }]],
    ['ExistRecord', { key: 'k1' }, ['exists', '4711', 'k1'], [{ exist: true }]],
    ['DeleteRecord', { key: 'k1' }, ['delete', '4711', 'k1'], [{ key: 'k1', deleted: false }]],
    ['DeleteAllRecords', {}, ['deleteAll', '4711'], [{ count: 2 }]],
    ['CountRecords', {}, ['count', '4711'], [{ count: 2 }]],
    ['Stats', {}, ['count', '4711'], [{ count: 2 }]],
  ])('%s of %j', async (name, mapped, call, bundles) => {
    expect(await run(name, mapped)).toEqual({ calls: [call], bundles });
  });

  it('give one empty bundle for a record that is not there', async () => {
    const store = aStore({ get: async () => undefined });
    expect((await run('GetRecord', { key: 'x' }, { datastore: 1 }, store)).bundles).toEqual([{}]);
  });

  it('give on the error of a key that is taken', async () => {
    const taken = new ModuleError('DuplicateDataError', 'taken');
    const store = aStore({ add: () => Promise.reject(taken) });
    await expect(run('AddRecord', { key: 'x', data: {} }, { datastore: 1 }, store)).rejects.toBe(taken);
  });

  it.each<[string, string, Bundle, Bundle]>([
    ['InvalidConfigurationError', 'AddRecord', { key: 'x', data: {} }, {}],
    ['DataError', 'UpdateRecord', { data: {} }, { datastore: 1 }],
    ['DataError', 'GetRecord', { key: '' }, { datastore: 1 }],
    ['DataError', 'GetRecord', { key: 'x'.repeat(2_000) }, { datastore: 1 }],
    ['DataError', 'AddRecord', { key: 'x', data: 'text' }, { datastore: 1 }],
    ['DataError', 'AddRecord', { key: 'x', data: JSON.parse('{"__proto__":1}') as Bundle }, { datastore: 1 }],
    ['DataError', 'SearchRecord', { filter: [[{ o: 'exist' }]] }, { datastore: 1 }],
    ['DataError', 'SearchRecord', {}, { datastore: 1, limit: 0 }],
  ])('say %s: %s %j', async (errorClass, name, mapped, parameters) => {
    await expect(run(name, mapped, parameters)).rejects.toMatchObject({ errorClass });
  });
});

describe('datastore:SearchRecord', () => {
  it('asks with filter, sort and limit as exports have them', async () => {
    const filter = [
      [
        { a: 'item', o: 'exist' },
        { a: 'n', o: 'number:greater', b: '3' },
      ],
      [{ a: '__IMTKEY__', o: 'text:equal', b: 'x' }],
    ];
    const sort = [{ key: 'n', order: 'desc' }, { key: 'item' }];
    const { calls, bundles } = await run(
      'SearchRecord',
      { filter, sort },
      { datastore: 4711, limit: '5', continueWhenNoRes: true },
    );
    expect(calls).toEqual([
      [
        'search',
        '4711',
        {
          filter,
          sort: [
            { key: 'n', order: 'desc' },
            { key: 'item', order: 'asc' },
          ],
          limit: 5,
        },
      ],
    ]);
    expect(bundles).toEqual([
      { key: 'k1', data: { a: 1 } },
      { key: 'k2', data: {} },
    ]);
  });

  it.each<[Value, Value]>([
    [null, []],
    ['', []],
    [[[]], []],
    [[{ a: 'x', o: 'exist' }], [[{ a: 'x', o: 'exist' }]]],
  ])('reads the filter %j', async (filter, expected) => {
    const { calls } = await run('SearchRecord', { filter, sort: null }, { datastore: 4711, limit: null });
    expect(calls[0]?.[2]).toEqual({ filter: expected, sort: [], limit: 10_000 });
  });
});

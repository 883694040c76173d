import { conformToStructure } from './conform-to-structure.ts';
import type { DataStructureShape, StructureField } from './data-structure.ts';
import { dataStructureShapeSchema } from './data-structure.ts';
import { inferStructure } from './infer-structure.ts';
import { structureFaults } from './structure-faults.ts';

const order: DataStructureShape = {
  strict: false,
  fields: [
    { name: 'id', type: 'number', required: true },
    { name: 'paid', type: 'boolean', default: false },
    { name: 'at', type: 'date' },
    { name: 'customer', type: 'collection', spec: [{ name: 'name', type: 'text', required: true }] },
    {
      name: 'lines',
      type: 'array',
      spec: [{ name: 'item', type: 'collection', spec: [{ name: 'sku/a', type: 'text', required: true }] }],
    },
  ],
};

describe('conformToStructure', () => {
  it('reads what is written as text in its type, and fills in defaults', () => {
    const { data, faults } = conformToStructure(order, { id: '7', at: '2026-01-31', more: 1 });
    expect(faults).toEqual([]);
    expect(data).toEqual({ id: 7, at: '2026-01-31', more: 1, paid: false });
  });

  it('names each place that does not fit, without what stands there', () => {
    const { faults } = conformToStructure(
      order,
      { id: 'x', paid: 'maybe', at: 'secret', customer: { name: '' }, lines: [{ 'sku/a': 'a' }, {}, 'canary'] },
      '/data',
    );
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/data/id',
      '/data/paid',
      '/data/at',
      '/data/customer/name',
      '/data/lines/1/sku~1a',
      '/data/lines/2',
    ]);
    expect(JSON.stringify(faults)).not.toMatch(/secret|canary|maybe/);
  });

  it('lets unknown names through, unless the structure is strict', () => {
    const shape = { strict: true, fields: [{ name: 'a', type: 'any' }] } as const;
    expect(conformToStructure(shape, { a: 1, b: 2 }).faults.map(({ pointer }) => pointer)).toEqual(['/b']);
    expect(conformToStructure({ ...shape, strict: false }, { a: 1, b: 2 }).faults).toEqual([]);
  });

  it('takes nothing but an object, and no prototype', () => {
    for (const data of [null, 'a', [1], 7]) expect(conformToStructure(order, data).faults[0]?.pointer).toBe('');
    const poisoned = JSON.parse('{"id": 1, "__proto__": {"polluted": true}}') as unknown;
    expect(Object.keys(conformToStructure(order, poisoned).data as object)).toEqual(['id', 'paid']);
  });

  it('says at most a hundred times what is wrong', () => {
    const lines = Array.from({ length: 5_000 }, () => ({}));
    expect(conformToStructure(order, { id: 1, lines }).faults).toHaveLength(100);
  });
});

describe('inferStructure', () => {
  it('finds names and types, also in what lies deeper', () => {
    const sample = {
      a: 'x',
      n: 1.5,
      b: true,
      d: '2026-01-31T08:00:00Z',
      none: null,
      c: { e: 'l1\nl2' },
      l: [{ x: 1 }, { y: '' }],
    };
    expect(inferStructure(sample)).toEqual([
      { name: 'a', type: 'text' },
      { name: 'n', type: 'number' },
      { name: 'b', type: 'boolean' },
      { name: 'd', type: 'date' },
      { name: 'none', type: 'any' },
      { name: 'c', type: 'collection', spec: [{ name: 'e', type: 'text', multiline: true }] },
      {
        name: 'l',
        type: 'array',
        spec: [
          {
            name: 'item',
            type: 'collection',
            spec: [
              { name: 'x', type: 'number' },
              { name: 'y', type: 'text' },
            ],
          },
        ],
      },
    ]);
  });

  it('makes structures that hold what they were made of, whatever it was', () => {
    let deep: object = {};
    for (let level = 0; level < 100; level += 1) deep = { deep };
    const wide = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`f${String(at)}`, at]));
    for (const sample of [{ a: [1, 'x', null, [{}]] }, [{ a: 1 }, { a: 'x' }], 'text', null, [], deep, wide]) {
      const shape = { fields: inferStructure(sample as never), strict: false };
      expect(structureFaults(shape)).toEqual([]);
      expect(dataStructureShapeSchema.safeParse(shape).success).toBe(true);
      const data = Array.isArray(sample) ? sample[0] : sample;
      if (typeof data === 'object' && data !== null) expect(conformToStructure(shape, data).faults).toEqual([]);
    }
  });
});

describe('structureFaults', () => {
  it('refuses what cannot be meant', () => {
    const fields: StructureField[] = [
      { name: 'a', type: 'text', spec: [{ name: 'x', type: 'text' }] },
      {
        name: 'a',
        type: 'array',
        spec: [
          { name: 'x', type: 'text' },
          { name: 'y', type: 'text' },
        ],
      },
    ];
    expect(structureFaults({ fields }).map(({ pointer }) => pointer)).toEqual([
      '/fields/0/spec',
      '/fields/1/name',
      '/fields/1/spec',
    ]);
  });
});

import { erasureGaps, type ErasureMap } from './erasure-map.ts';

const map: ErasureMap = {
  impersonal: { inbox: 'ids of events' },
  people: [{ table: 'scenario', column: 'owner_id', how: 'empty' }],
  caches: {},
};
const catalogue = {
  tables: ['inbox', 'scenario'],
  tenantTables: ['scenario'],
  textColumns: [
    { table: 'scenario', column: 'name' },
    { table: 'scenario', column: 'owner_id' },
  ],
};

describe('what no erasure reaches', () => {
  it('is nothing where every table has a tenant or a reason, and every column that names a person is said', () => {
    expect(erasureGaps(map, catalogue)).toEqual([]);
  });

  it('is found: a new table without a tenant, a new column that names a person, a name that fits nothing', () => {
    const grown = {
      tables: [...catalogue.tables, 'diary'],
      tenantTables: catalogue.tenantTables,
      textColumns: [
        { table: 'scenario', column: 'name' },
        { table: 'scenario', column: 'changed_by' },
      ],
    };
    expect(erasureGaps(map, grown)).toEqual([
      'diary: has no tenant, and nobody said why no erasure need reach it.',
      "scenario.changed_by: looks like a person's id, and nobody said what becomes of it.",
      'scenario.owner_id: is named and not there.',
    ]);
  });
});

import type { JsonValue } from '@ebbflow/kernel';
import { MOST_VALUES, SearchPath } from './search-path.ts';

const executions: { moduleId: number; bundles: JsonValue[] }[] = [
  { moduleId: 1, bundles: [{ customer: { email: 'Other@example.com' } }] },
  {
    moduleId: 2,
    bundles: [
      { customer: { email: 'Anna@example.com' }, items: [{ sku: 1 }, { sku: 'b' }, { sku: { $redacted: 'path' } }] },
      {
        customer: [{ email: 'anna@example.com' }, { email: null }],
        'a.b': { at: { $date: '2026-01-01T00:00:00.000Z' } },
      },
      { customer: { email: 'to [redacted:email]' }, constructor: 'own' },
    ],
  },
];
const found = (path: string): string[] => new SearchPath(path).valuesIn(executions);

describe('a search path', () => {
  it('leads to values of its module only, through lists and names with dots', () => {
    expect(found('2.customer.email')).toEqual(['Anna@example.com', 'anna@example.com']);
    expect(found(String.raw`2.a\.b.at`)).toEqual(['2026-01-01T00:00:00.000Z']);
    expect(found('3.customer.email')).toEqual([]);
  });

  it('leads to nothing that is hidden, to no object and to nothing a prototype has', () => {
    expect(found('2.items.sku')).toEqual(['1', 'b']);
    expect(found('2.customer')).toEqual([]);
    expect(found('2.toString')).toEqual([]);
    expect(found('2.constructor')).toEqual(['own']);
  });

  it('stops at the first twenty different values', () => {
    const bundles = Array.from({ length: 50 }, (_, index) => ({ id: Math.floor(index / 2) }));
    expect(new SearchPath('2.id').valuesIn([{ moduleId: 2, bundles }])).toHaveLength(MOST_VALUES);
  });
});

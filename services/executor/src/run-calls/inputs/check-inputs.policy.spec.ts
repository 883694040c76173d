import type { FieldSpec } from '@ebbflow/blueprint';
import type { Value } from '@ebbflow/connector-sdk';
import { checkInputs } from './check-inputs.policy.ts';

function field(name: string, type: string, more: Partial<FieldSpec> = {}): FieldSpec {
  return { name, type, label: name, isRequired: false, default: undefined, spec: [], ...more };
}

const check = (spec: FieldSpec, given: Record<string, Value>) => checkInputs([spec], given, '/data');

describe('inputs of a call', () => {
  it.each<[string, Value, Value]>([
    ['text', 'a', 'a'],
    ['text', 7, '7'],
    ['number', '1.5', 1.5],
    ['integer', '3', 3],
    ['uinteger', 0, 0],
    ['boolean', 'false', false],
    ['date', '2026-01-31T12:00:00Z', new Date('2026-01-31T12:00:00Z')],
    ['array', [1, 'x'], [1, 'x']],
    ['collection', { a: 1 }, { a: 1 }],
    ['any', [{ a: null }], [{ a: null }]],
    ['select', 'one', 'one'],
  ])('of type %s take %j', (type, given, taken) => {
    expect(check(field('in', type), { in: given })).toEqual({ inputs: { in: taken }, faults: [] });
  });

  it.each<[string, Value]>([
    ['text', { a: 1 }],
    ['number', 'many'],
    ['number', ' '],
    ['integer', 1.5],
    ['uinteger', -1],
    ['boolean', 'yes'],
    ['date', 'tomorrow'],
    ['array', 'a'],
    ['collection', [1]],
  ])('of type %s do not take %j', (type, given) => {
    expect(check(field('in', type), { in: given }).faults).toEqual([
      { pointer: '/data/in', message: expect.stringMatching(/^This must be/) as string },
    ]);
  });

  it.each<[Value]>([[undefined], [null], ['']])('that are required are not %j', (given) => {
    expect(check(field('in', 'text', { isRequired: true }), { in: given }).faults).toHaveLength(1);
  });

  it('have their default where nothing was given, and what nobody asked for is passed on', () => {
    const spec = field('count', 'number', { isRequired: true, default: 5 });
    expect(check(spec, { more: 'x' })).toEqual({ inputs: { count: 5, more: 'x' }, faults: [] });
  });

  it('are checked inside lists and collections, each fault at its place', () => {
    const item = field('item', 'collection', { spec: [field('a/b', 'number', { isRequired: true })] });
    const { inputs, faults } = check(field('list', 'array', { spec: [item] }), { list: [{ 'a/b': '1' }, {}] });
    expect(inputs).toEqual({ list: [{ 'a/b': 1 }, {}] });
    expect(faults).toEqual([{ pointer: '/data/list/1/a~1b', message: 'This input is required.' }]);
  });

  it('called like something every object has are not found where they were not given', () => {
    expect(check(field('constructor', 'text', { isRequired: true }), {}).faults).toHaveLength(1);
  });
});

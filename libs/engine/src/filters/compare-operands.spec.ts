import { FILTER_OPERATIONS, parseFilterOperator, type FilterOperator } from '@ebbflow/blueprint';
import type { Value } from '@ebbflow/connector-sdk';
import { compareOperands } from './compare-operands.ts';

function holds(a: Value, name: string, b: Value): boolean {
  const operator = parseFilterOperator(name)?.operator;
  if (operator === undefined || operator.type === 'any') throw new Error(`${name} is not a comparison`);
  return compareOperands(operator, a, b, 'Europe/Prague');
}

const noon = new Date('2026-03-01T12:00:00Z');

/** Pairs for which the first operator holds; its counterpart in the second place must not. */
const cases: readonly (readonly [Value, string, Value, string])[] = [
  ['a', 'text:equal', 'a', 'text:notequal'],
  ['A', 'text:equal:ci', 'a', 'text:notequal:ci'],
  ['A', 'text:notequal', 'a', 'text:equal'],
  [5, 'text:equal', '5', 'text:notequal'],
  [null, 'text:equal', '', 'text:notequal'],
  [['a', 'b'], 'text:equal', 'a,b', 'text:notequal'],
  ['Hello', 'text:contain', 'ell', 'text:notcontain'],
  ['Hello', 'text:contain:ci', 'hEL', 'text:notcontain:ci'],
  [undefined, 'text:notcontain', 'a', 'text:contain'],
  ['Hello', 'text:startwith', 'He', 'text:notstartwith'],
  ['Hello', 'text:startwith:ci', 'he', 'text:notstartwith:ci'],
  ['Hello', 'text:endwith', 'lo', 'text:notendwith'],
  ['Hello', 'text:endwith:ci', 'LO', 'text:notendwith:ci'],
  ['order 12', 'text:pattern', '\\d+$', 'text:notpattern'],
  ['ORDER', 'text:pattern:ci', '^order$', 'text:notpattern:ci'],
  ['5', 'number:equal', 5, 'number:notequal'],
  ['10', 'number:greater', '9', 'number:lessorequal'],
  [1, 'number:less', 2, 'number:greaterorequal'],
  [2, 'number:lessorequal', '2', 'number:greater'],
  [2, 'number:greaterorequal', 2, 'number:less'],
  [noon, 'date:equal', '2026-03-01T13:00:00+01:00', 'date:notequal'],
  [noon, 'date:greater', '2026-03-01', 'date:lessorequal'],
  ['01.02.2026', 'date:less', noon, 'date:greaterorequal'],
  ['9:30', 'time:less', '10:00:00', 'time:greaterorequal'],
  ['10:00:01', 'time:greater', '10:00', 'time:lessorequal'],
  ['10:00', 'time:equal', '10:00:00', 'time:notequal'],
  ['true', 'boolean:equal', true, 'boolean:notequal'],
  ['', 'boolean:equal', 'false', 'boolean:notequal'],
  [0, 'boolean:equal', true, 'boolean:notequal'],
  [['a', 3], 'array:contain', '3', 'array:notcontain'],
  [['A'], 'array:contain:ci', 'a', 'array:notcontain:ci'],
  [[{ x: 1 }], 'array:contain', { x: 1 }, 'array:notcontain'],
  [undefined, 'array:notcontain', 'a', 'array:contain'],
  [['a', 'b'], 'array:equal', '2', 'array:notequal'],
  [['a', 'b'], 'array:greater', 1, 'array:lessorequal'],
  [[], 'array:less', 1, 'array:greaterorequal'],
  [['a'], 'array:greaterorequal', 1, 'array:less'],
  [['a'], 'array:lessorequal', 1, 'array:greater'],
];

describe('compareOperands', () => {
  it.each(cases)('%j %s %j holds, and its counterpart %s does not', (a, name, b, counterpart) => {
    expect(holds(a, name, b)).toBe(true);
    expect(holds(a, counterpart, b)).toBe(false);
  });

  it('has a case for every operation of every type', () => {
    const tried = new Set(
      cases.flatMap(([, name, , counterpart]) => [name, counterpart].map((text) => text.replace(':ci', ''))),
    );
    const all = Object.entries(FILTER_OPERATIONS).flatMap(([type, operations]) =>
      operations.map((operation) => `${type}:${operation}`),
    );
    expect([...tried].sort()).toEqual(all.sort());
  });

  it.each(['number', 'date', 'time'])('no order holds for a missing %s, and it equals nothing', (type) => {
    for (const missing of [undefined, null, '']) {
      for (const operation of ['equal', 'less', 'greater', 'lessorequal', 'greaterorequal']) {
        expect(holds(missing, `${type}:${operation}`, missing)).toBe(false);
      }
      expect(holds(missing, `${type}:notequal`, missing)).toBe(true);
    }
  });

  it.each<[Value, string, Value]>([
    ['many', 'number:greater', 1],
    [{ a: 1 }, 'text:equal', 'a'],
    ['some day', 'date:less', noon],
    ['25:00', 'time:less', '10:00'],
    ['a', 'text:pattern', '(?=a)'],
  ])('%j %s %j is a DataError, because the operand cannot be coerced', (a, name, b) => {
    expect(() => holds(a, name, b)).toThrow(expect.objectContaining({ errorClass: 'DataError' }));
  });

  it('looks for a pattern in time linear in the text', () => {
    const operator = parseFilterOperator('text:pattern')?.operator as Exclude<FilterOperator, { type: 'any' }>;
    const started = process.hrtime.bigint();
    expect(compareOperands(operator, `${'a'.repeat(50_000)}!`, '^(a+)+$', 'UTC')).toBe(false);
    // A backtracking engine needs longer than the age of the universe for this; ten seconds only tell the two apart.
    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(10);
  });
});

import type { EvaluationScope, Value } from '@ebbflow/expressions';
import { readBlueprint } from '../read/read-blueprint.ts';
import { compileBlueprint } from './compile-blueprint.ts';
import { evaluateField } from './evaluate-field.ts';

const scope: EvaluationScope = {
  bundle: (id) => (id === 1 ? { name: 'Ada', tags: ['a', 'b'], n: 3 } : undefined),
  variable: () => undefined,
  nowMs: 0,
  random: () => 0,
  timezone: 'UTC',
};

function evaluateMapper(mapper: object): Value {
  const { blueprint } = readBlueprint({ flow: [{ id: 2, module: 'a:B', mapper }] });
  return evaluateField(compileBlueprint(blueprint, { isKnownModule: () => true }).first.mapper, scope);
}

describe('evaluateField', () => {
  it('evaluates templates at any depth and keeps everything else as it is', () => {
    expect(
      evaluateMapper({
        a: 'Hi {{1.name}}',
        n: '{{1.n}}',
        list: [{ x: '{{1.tags}}' }, 7, null],
        deep: { b: true, s: '3' },
      }),
    ).toEqual({
      a: 'Hi Ada',
      n: 3,
      list: [{ x: ['a', 'b'] }, 7, null],
      deep: { b: true, s: '3' },
    });
  });

  it('leaves out what is ignored, in collections and in lists, and writes null for what is erased', () => {
    expect(
      evaluateMapper({
        gone: '{{ignore}}',
        empty: '{{erase}}',
        list: ['{{ignore}}', 1],
        inner: { gone: '{{if(true; ignore)}}' },
      }),
    ).toEqual({
      empty: null,
      list: [1],
      inner: {},
    });
  });

  it('names the field that failed, and never a value', () => {
    expect(() => evaluateMapper({ headers: [{ value: '{{parseNumber(1.name)}}' }] })).toThrow(
      expect.objectContaining({
        errorClass: 'DataError',
        field: 'headers.0.value',
        message: expect.not.stringContaining('Ada') as string,
      }),
    );
  });

  it('a field that does not follow the language fails when it is needed', () => {
    expect(() => evaluateMapper({ a: '{{1.' })).toThrow(
      expect.objectContaining({ errorClass: 'DataError', field: 'a' }),
    );
  });
});

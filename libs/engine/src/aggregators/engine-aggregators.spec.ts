import { ENGINE_AGGREGATORS } from './engine-aggregators.ts';

const fold = (
  name: string,
  rows: Parameters<NonNullable<ReturnType<typeof ENGINE_AGGREGATORS.get>>>[0],
  parameters = {},
) => ENGINE_AGGREGATORS.get(name)?.(rows, parameters);
const values = (...list: (number | string | null)[]) => list.map((value) => ({ value }));

describe('the aggregators of the format itself', () => {
  it('text: joins with a separator in any of its spellings', () => {
    const joined = (parameters: object) => fold('util:TextAggregator', values('a', 1, null), parameters)?.['text'];
    expect([
      joined({}),
      joined({ rowSeparator: '\\n' }),
      joined({ rowSeparator: 'other', otherRowSeparator: ' / ' }),
    ]).toEqual(['a1', 'a\n1\n', 'a / 1 / ']);
  });

  it('numeric: of nothing there is no average, minimum or maximum', () => {
    const result = (fn: string) => fold('util:FunctionAggregator2', [], { fn })?.['result'];
    expect(['sum', 'count', 'avg', 'min', 'max'].map(result)).toEqual([0, 0, null, null, null]);
  });

  it('numeric: a hundred thousand values are no matter for the stack', () => {
    const rows = Array.from({ length: 100_000 }, (_, value) => ({ value }));
    expect(fold('util:FunctionAggregator2', rows, { fn: 'max' })).toEqual({ result: 99_999 });
  });

  it('numeric: a text that is no number and a function that does not exist are typed errors', () => {
    expect(() => fold('util:FunctionAggregator2', values('many'), { fn: 'sum' })).toThrow(
      expect.objectContaining({ errorClass: 'DataError' }),
    );
    expect(() => fold('util:FunctionAggregator2', values(1), { fn: 'mode' })).toThrow(
      expect.objectContaining({ errorClass: 'InvalidConfigurationError' }),
    );
  });

  it('table: a column a field, or an element of the list in "value"', () => {
    expect(fold('util:AggregateAggregator', [{ a: 1, b: { c: 2 } }, { a: null }])).toEqual({ text: '1\t{"c":2}\n' });
    expect(fold('util:AggregateAggregator', [{ value: ['x', 'y'] }], { columnSeparator: ',' })).toEqual({
      text: 'x,y',
    });
  });
});

import type { Verdict } from '@ebbflow/engine';
import type { Value } from '@ebbflow/connector-sdk';
import { outputsOf } from './outputs-of.ts';

const returned = (value: Value) => outputsOf({ outputs: { value } } as unknown as Verdict);

describe('what a run returned', () => {
  it('is handed on as programs outside expect it', () => {
    const value = {
      at: new Date(0),
      bytes: new Uint8Array([1, 2]),
      gone: undefined,
      not: Number.NaN,
      list: [undefined],
    };
    expect(returned(value)?.value).toEqual({
      value: { at: '1970-01-01T00:00:00.000Z', bytes: 'AQI=', not: null, list: [null] },
    });
  });

  it('is nothing where the scenario returned nothing', () => {
    expect(outputsOf({} as Verdict)).toBeUndefined();
  });

  it('is not handed on where it is too large or nested too deep', () => {
    expect(returned('x'.repeat(5 * 1_048_576))).toBeUndefined();
    let deep: Value = 1;
    for (let level = 0; level < 1_000; level += 1) deep = [deep];
    expect(returned(deep)).toBeUndefined();
  });
});

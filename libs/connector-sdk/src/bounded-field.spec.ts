import { readLongText, requireBytes, requireSoundData, requireText } from './bounded-field.ts';
import type { Value } from './module-context.ts';

const refusal = (message: string) =>
  expect.objectContaining({ errorClass: 'DataError', message: expect.stringContaining(message) as string });

describe('fields that may be large', () => {
  it('are text up to the bound, and a DataError that names the field beyond it', () => {
    expect([readLongText({ t: 'abcd' }, 't', 4), readLongText({}, 't', 4)]).toEqual(['abcd', '']);
    expect(() => readLongText({ t: 'abcde' }, 't', 4)).toThrow(refusal('"t" is longer than 4 characters'));
    expect(() => readLongText({ t: new Uint8Array(17) }, 't', 4)).toThrow(refusal('"t"'));
    expect(() => requireText({ t: '' }, 't')).toThrow(refusal('"t" is empty'));
  });

  it('are bytes, or text as its UTF-8', () => {
    expect(requireBytes({ d: new Uint8Array([1]) }, 'd')).toEqual(new Uint8Array([1]));
    expect(Buffer.from(requireBytes({ d: 'é' }, 'd')).toString('hex')).toBe('c3a9');
    expect(() => requireBytes({ d: 'ééé' }, 'd', 5)).toThrow(refusal('"d" has more than 5 bytes'));
    expect(() => requireBytes({}, 'd')).toThrow(refusal('"d" is empty'));
  });
});

describe('data made from text', () => {
  it('may be deep, but not so deep that walking it ends a process', () => {
    const nested = (depth: number): Value => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`) as Value;
    expect(() => requireSoundData(nested(500), 'json')).not.toThrow();
    expect(() => requireSoundData(nested(501), 'json')).toThrow(refusal('"json" is nested deeper'));
    expect(() => requireSoundData(nested(10_000), 'json')).toThrow(refusal('"json" is nested deeper'));
  });

  it('may have any name for a field but __proto__', () => {
    expect(() => requireSoundData({ constructor: 'x', list: [{ prototype: 1 }, new Date(0)] }, 'json')).not.toThrow();
    expect(() => requireSoundData(JSON.parse('[{"a":{"__proto__":1}}]') as Value, 'json')).toThrow(
      refusal('__proto__'),
    );
  });
});

import type { JsonValue } from '@ebbflow/kernel';
import { fileValue, isFile } from './file.ts';
import type { Bundle, Value } from './module-context.ts';
import { decodeValue, encodeValue, fileIdsIn } from './value-json.ts';

const roundTrip = (value: Value): Value => decodeValue(JSON.parse(JSON.stringify(encodeValue(value))) as JsonValue);

describe('values as JSON', () => {
  it.each<Value>([
    'text',
    0,
    true,
    null,
    [],
    {},
    new Date('2026-05-01T10:00:00.123Z'),
    new Uint8Array([0, 255, 128]),
    { list: [new Date(0), { bytes: new Uint8Array([1]) }, 'x'] },
    { $date: 'not a date of ours' },
    { $literal: { $bytes: 'x' } },
    { $bytes: 'AA==', more: 1 },
  ])('%j comes back as it was', (value) => {
    expect(roundTrip(value)).toEqual(value);
  });

  it('what JSON cannot carry becomes null, and a missing field stays missing', () => {
    expect(roundTrip({ a: undefined, b: Number.NaN, c: new Date(Number.NaN), d: [undefined] })).toEqual({
      b: null,
      c: null,
      d: [null],
    });
  });

  it('a file comes back as a file, and what only looks like one does not', () => {
    const file = fileValue({ id: 'f1', size: 7 });
    const back = roundTrip({ file });
    expect(back).toEqual({ file: { id: 'f1', size: 7 } });
    expect(isFile((back as Bundle)['file'])).toBe(true);
    const forged: Value = { $file: { id: 'f1', size: 7 } };
    expect(roundTrip(forged)).toEqual(forged);
    expect(isFile(roundTrip(forged))).toBe(false);
    expect(isFile({ id: 'f1', size: 7 })).toBe(false);
  });

  it('tells which files are named in it, and not what only looks like one', () => {
    const file = fileValue({ id: 'f1', size: 7 });
    const value: Value = {
      list: [file, { deep: fileValue({ id: 'f2', size: 1 }) }, file],
      data: { $file: { id: 'forged', size: 1 } },
      odd: { $date: fileValue({ id: 'f3', size: 2 }) },
    };
    expect([...fileIdsIn(encodeValue(value))]).toEqual(['f1', 'f2', 'f3']);
    expect([...fileIdsIn(encodeValue({ $literal: { $file: { id: 'forged', size: 1 } } }))]).toEqual([]);
  });

  it('does not let a key reach a prototype', () => {
    const decoded = decodeValue(JSON.parse('{"__proto__":{"polluted":true},"a":1}') as JsonValue);
    expect(decoded).toEqual({ a: 1 });
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
  });
});

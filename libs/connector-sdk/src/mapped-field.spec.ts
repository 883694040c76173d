import { readBoolean, readList, readNumber, readPairs, readText } from './mapped-field.ts';

describe('fields of a mapper', () => {
  it('are read by the type the module needs, however they are written', () => {
    const fields = { n: ' 3 ', b: 'true', no: 'false', t: 7, one: 'x', none: '', nothing: null, d: new Date(0) };
    expect(readNumber(fields, 'n')).toBe(3);
    expect([
      readBoolean(fields, 'b'),
      readBoolean(fields, 'no'),
      readBoolean(fields, 'n'),
      readBoolean(fields, 'none'),
    ]).toEqual([true, false, true, undefined]);
    expect([
      readText(fields, 't'),
      readText(fields, 'd'),
      readText(fields, 'none'),
      readText(fields, 'nothing'),
    ]).toEqual(['7', '1970-01-01T00:00:00.000Z', undefined, undefined]);
    expect([readList(fields, 'one'), readList(fields, 'nothing'), readNumber(fields, 'absent')]).toEqual([
      ['x'],
      [],
      undefined,
    ]);
  });

  it('of another kind altogether are a DataError that names the field and not the value', () => {
    const fields = { a: { secret: 'hunter2' }, b: 'hunter2' };
    expect(() => readText(fields, 'a')).toThrow(
      expect.objectContaining({ errorClass: 'DataError', message: 'The field "a" must be text.' }),
    );
    expect(() => readNumber(fields, 'b')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }),
    );
  });

  it('pairs come as name and value, as key and value, or as one collection', () => {
    expect(
      readPairs({ h: [{ name: 'A', value: 1 }, { key: 'B', value: 2 }, 'odd', { name: '', value: 3 }] }, 'h'),
    ).toEqual([
      { name: 'A', value: 1 },
      { name: 'B', value: 2 },
    ]);
    expect(readPairs({ h: { 'x-a': '1' } }, 'h')).toEqual([{ name: 'x-a', value: '1' }]);
  });
});

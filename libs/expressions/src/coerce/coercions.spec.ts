import { compare } from '../comparison/compare.ts';
import { EvaluationError } from '../expressions.errors.ts';
import { ERASE, IGNORE, type Value } from '../value.ts';
import { toArray } from './to-array.ts';
import { toBoolean } from './to-boolean.ts';
import { toBuffer } from './to-buffer.ts';
import { toCollection } from './to-collection.ts';
import { toDate } from './to-date.ts';
import { toNumber } from './to-number.ts';
import { toText } from './to-text.ts';
import { toTime } from './to-time.ts';

const date = new Date('2016-06-20T17:26:44.356Z');
const bytes = (text: string) => new TextEncoder().encode(text);
const dataError = expect.objectContaining({ code: 'EXPRESSIONS.DATA', errorClass: 'DataError' }) as Error;

describe('the table of coercions', () => {
  it.each<[Value, string]>([
    ['a', 'a'],
    [1.5, '1.5'],
    [true, 'true'],
    [date, '2016-06-20T17:26:44.356Z'],
    [['a', 1, true, null], 'a,1,true,'],
    [[], ''],
    [bytes('ž'), 'ž'],
    [null, ''],
    [undefined, ''],
    [IGNORE, ''],
    [ERASE, ''],
  ])('text from %j is %j', (value, expected) => {
    expect(toText(value)).toBe(expected);
  });

  it.each<[Value]>([[{ a: 1 }], [[{ a: 1 }]], [[[1]]], [new Uint8Array([0xff, 0xfe])], [new Date(Number.NaN)]])(
    'text from %j is a DataError',
    (value) => {
      expect(() => toText(value)).toThrow(dataError);
    },
  );

  it.each<[Value, number]>([
    [3, 3],
    ['3', 3],
    [' -3.5 ', -3.5],
    ['1e3', 1000],
    ['.5', 0.5],
  ])('number from %j is %d', (value, expected) => {
    expect(toNumber(value)).toBe(expected);
  });

  it.each<[Value]>([
    ['abc'],
    [''],
    ['1,5'],
    ['0x10'],
    ['Infinity'],
    [true],
    [null],
    [undefined],
    [date],
    [[1]],
    [{}],
    [Number.NaN],
  ])('number from %j is a DataError', (value) => {
    expect(() => toNumber(value)).toThrow(dataError);
  });

  it.each<[Value, boolean]>([
    [true, true],
    [0, true],
    ['', false],
    ['false', false],
    ['False', true],
    ['0', true],
    [null, false],
    [undefined, false],
    [IGNORE, false],
    [[], true],
    [{}, true],
    [date, true],
  ])('boolean from %j is %j', (value, expected) => {
    expect(toBoolean(value)).toBe(expected);
  });

  it('array from anything else wraps it, from nothing is empty', () => {
    expect(toArray([1])).toEqual([1]);
    expect(toArray('a')).toEqual(['a']);
    expect(toArray({ a: 1 })).toEqual([{ a: 1 }]);
    expect(toArray(undefined)).toEqual([]);
  });

  it('collection from anything else is a DataError', () => {
    expect(toCollection({ a: 1 })).toEqual({ a: 1 });
    for (const value of ['a', 1, null, undefined, [], date, IGNORE])
      expect(() => toCollection(value)).toThrow(dataError);
  });

  it('buffer from text, number, boolean and date is the UTF-8 of their text', () => {
    expect(toBuffer('ž')).toEqual(bytes('ž'));
    expect(toBuffer(1)).toEqual(bytes('1'));
    expect(toBuffer(date)).toEqual(bytes(date.toISOString()));
    expect(() => toBuffer([1])).toThrow(dataError);
    expect(() => toBuffer({})).toThrow(dataError);
  });

  it('time from text is hours, minutes and seconds', () => {
    expect(toTime('7:05')).toBe('07:05:00');
    expect(toTime('23:59:59')).toBe('23:59:59');
    for (const value of ['24:00', '7:5', 'noon', 7, null]) expect(() => toTime(value)).toThrow(dataError);
  });
});

describe('a date from text', () => {
  it.each([
    ['2016-06-20T17:26:44.356Z', '2016-06-20T17:26:44.356Z'],
    ['2016-06-20 19:26:44 GMT+02:00', '2016-06-20T17:26:44.000Z'],
    ['2016-06-20 19:26+0200', '2016-06-20T17:26:00.000Z'],
    ['2016-06-20 17:26:44', '2016-06-20T15:26:44.000Z'],
    ['2016-06-20', '2016-06-19T22:00:00.000Z'],
    ['2016/06/20 17:26:44', '2016-06-20T15:26:44.000Z'],
    ['2016/06/20 19:26:44+02:00', '2016-06-20T17:26:44.000Z'],
    ['2016/06/20 17:26', '2016-06-20T15:26:00.000Z'],
    ['2016/06/20 5:26 PM', '2016-06-20T15:26:00.000Z'],
    ['2016/06/20', '2016-06-19T22:00:00.000Z'],
    ['06/20/2016 17:26:44', '2016-06-20T15:26:44.000Z'],
    ['06/20/2016 19:26:44+02:00', '2016-06-20T17:26:44.000Z'],
    ['06/20/2016 5:26 PM', '2016-06-20T15:26:00.000Z'],
    ['06/20/2016', '2016-06-19T22:00:00.000Z'],
    ['20.6.2016 17:26:44', '2016-06-20T15:26:44.000Z'],
    ['20.6.2016 19:26:44+02:00', '2016-06-20T17:26:44.000Z'],
    ['20.6.2016', '2016-06-19T22:00:00.000Z'],
    ['20. 6. 2016 12:00 am', '2016-06-19T22:00:00.000Z'],
    ['Mon, 20 Jun 2016 17:26:44 GMT', '2016-06-20T17:26:44.000Z'],
  ])('%s is read in the zone of the scenario', (text, expected) => {
    expect(toDate(text, 'Europe/Prague').toISOString()).toBe(expected);
  });

  it.each<[Value]>([
    ['2016-02-30'],
    ['2016-06'],
    ['2016-06-20T25:00'],
    ['06/20/2016 13:00 PM'],
    ['yesterday'],
    [''],
    [1466443604],
    [null],
    [new Date(Number.NaN)],
  ])('%j is a DataError', (value) => {
    expect(() => toDate(value, 'UTC')).toThrow(dataError);
  });

  it('takes an unknown zone for UTC', () => {
    expect(toDate('2016-06-20', 'No/Such_Zone').toISOString()).toBe('2016-06-20T00:00:00.000Z');
  });
});

describe('order', () => {
  it('holds between like values and where one converts to the other', () => {
    expect(compare(2, 10, 'UTC')).toBeLessThan(0);
    expect(compare('2', '10', 'UTC')).toBeGreaterThan(0);
    expect(compare('2', 10, 'UTC')).toBeLessThan(0);
    expect(compare(date, '2016-06-21', 'UTC')).toBeLessThan(0);
    expect(compare(undefined, 1, 'UTC')).toBeUndefined();
    expect(() => compare([], {}, 'UTC')).toThrow(EvaluationError);
  });
});

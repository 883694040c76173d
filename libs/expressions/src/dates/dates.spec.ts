import { aScope } from '../../test/scope.builder.ts';
import { compileTemplate } from '../template/compile-template.ts';
import { formatDate } from './format-date.ts';
import { parseWithFormat } from './parse-with-format.ts';
import { resolveZone } from './zone.ts';

const prague = resolveZone('Europe/Prague');
const utc = resolveZone('UTC');
const nowMs = Date.UTC(2024, 4, 17, 12);

describe('the tokens of a date format', () => {
  const date = new Date('2021-01-03T22:04:05.067Z');

  it.each([
    ['YYYY YY Y YYYYYY', '2021 21 2021 +002021'],
    ['Q Qo', '1 1st'],
    ['M Mo MM MMM MMMM', '1 1st 01 Jan January'],
    ['D Do DD DDD DDDo DDDD', '3 3rd 03 3 3rd 003'],
    ['d do dd ddd dddd e E', '0 0th Su Sun Sunday 0 7'],
    ['w wo ww gg gggg', '2 2nd 02 21 2021'],
    ['W Wo WW GG GGGG', '53 53rd 53 20 2020'],
    ['H HH h hh k kk', '23 23 11 11 23 23'],
    ['A a m mm s ss', 'PM pm 4 04 5 05'],
    ['S SS SSS SSSS SSSSSSSSS', '0 06 067 0670 067000000'],
    ['Z ZZ', '+01:00 +0100'],
    ['X x', '1609711445 1609711445067'],
    ['[Year] YYYY [is] [YYYY]', 'Year 2021 is YYYY'],
    ['YYYY-MM-DDTHH:mm:ss.SSSZ', '2021-01-03T23:04:05.067+01:00'],
    ['LL LT', 'January 3, 2021 11:04 PM'],
    ['[un', '[un'],
  ])('%s gives %s', (format, expected) => {
    expect(formatDate(date, format, prague)).toBe(expected);
  });

  it.each([
    ['2020-12-31T12:00:00Z', 'gggg-ww GGGG-WW', '2021-01 2020-53'],
    ['2022-01-01T12:00:00Z', 'gggg-ww GGGG-WW', '2022-01 2021-52'],
    ['2022-01-02T12:00:00Z', 'gggg-ww GGGG-WW', '2022-02 2021-52'],
    ['2024-12-29T12:00:00Z', 'gggg-ww GGGG-WW', '2025-01 2024-52'],
    ['2024-03-11T00:30:00Z', 'h k kk Do', '12 24 24 11th'],
    ['2024-03-22T12:30:00Z', 'h A Do', '12 PM 22nd'],
  ])('%s as %s is %s', (instant, format, expected) => {
    expect(formatDate(new Date(instant), format, utc)).toBe(expected);
  });
});

describe('reading a date by a format', () => {
  it.each([
    ['2016-12-28', 'YYYY-MM-DD', '2016-12-27T23:00:00.000Z'],
    ['2016-12-28T16:03:00.000Z', 'YYYY-MM-DD', '2016-12-27T23:00:00.000Z'],
    ['28.12.2016 16:03', 'DD.MM.YYYY HH:mm', '2016-12-28T15:03:00.000Z'],
    ['12/28/16 4:03 PM', 'MM/DD/YY h:mm A', '2016-12-28T15:03:00.000Z'],
    ['12:15 am', 'h:mm a', '2024-05-16T22:15:00.000Z'],
    ['Dec 1st, 1999', 'MMM Do, YYYY', '1999-11-30T23:00:00.000Z'],
    ['Wednesday, 28 December 2016', 'dddd, D MMMM YYYY', '2016-12-27T23:00:00.000Z'],
    ['2016-12-28T16:03:06+0530', 'YYYY-MM-DDTHH:mm:ssZZ', '2016-12-28T10:33:06.000Z'],
    ['2016-12-28T16:03:06.5Z', 'YYYY-MM-DDTHH:mm:ss.SSSZ', '2016-12-28T16:03:06.500Z'],
    ['1482940986', 'X', '2016-12-28T16:03:06.000Z'],
    ['1482940986.25', 'X', '2016-12-28T16:03:06.250Z'],
    ['1482940986000', 'x', '2016-12-28T16:03:06.000Z'],
    ['20161228', 'YYYYMMDD', '2016-12-27T23:00:00.000Z'],
    ['2016-363', 'YYYY-DDDD', '2016-12-27T23:00:00.000Z'],
    ['2016-W52-3', 'GGGG-[W]WW-E', '2016-12-27T23:00:00.000Z'],
    ['3 2016', 'Q YYYY', '2016-06-30T22:00:00.000Z'],
    ['2016-12-28 24:00', 'YYYY-MM-DD HH:mm', '2016-12-28T23:00:00.000Z'],
    ['07', 'DD', '2024-05-06T22:00:00.000Z'],
    ['2016', 'YYYY', '2015-12-31T23:00:00.000Z'],
  ])('%s by %s is %s', (text, format, expected) => {
    expect(parseWithFormat(text, format, prague, nowMs)?.toISOString()).toBe(expected);
  });

  it.each([
    ['2016-13-01', 'YYYY-MM-DD'],
    ['2016-02-30', 'YYYY-MM-DD'],
    ['hello', 'YYYY-MM-DD'],
    ['', 'YYYY'],
    ['2016-12-28 25:00', 'YYYY-MM-DD HH:mm'],
  ])('%j by %s is no date', (text, format) => {
    expect(parseWithFormat(text, format, prague, nowMs)).toBeUndefined();
  });

  it('gives back what formatting wrote, over a change to summer time', () => {
    const format = 'YYYY-MM-DD HH:mm:ss.SSS Z';
    for (let hour = 0; hour < 72; hour += 1) {
      const instant = Date.UTC(2024, 2, 30, hour, 30);
      const text = formatDate(new Date(instant), format, prague);
      expect(parseWithFormat(text, format, prague, nowMs)?.getTime()).toBe(instant);
    }
  });
});

describe('dates in the zone of the scenario', () => {
  const evaluate = (expression: string, timezone: string) =>
    compileTemplate(`{{${expression}}}`).evaluate(aScope({ timezone }));

  it.each([
    ['addDays("2024-10-26T12:00:00Z"; 1)', 'Europe/Prague', new Date('2024-10-27T13:00:00.000Z')],
    ['addHours("2024-10-26T12:00:00Z"; 24)', 'Europe/Prague', new Date('2024-10-27T12:00:00.000Z')],
    ['dateDifference("2024-10-28"; "2024-10-26"; "days")', 'Europe/Prague', 2],
    ['dateDifference("2024-10-28"; "2024-10-26"; "hours")', 'Europe/Prague', 49],
    ['startOfMonth("2024-05-31T23:00:00Z")', 'Europe/Prague', new Date('2024-05-31T22:00:00.000Z')],
    ['isWeekend("2024-05-17T23:00:00Z")', 'Europe/Prague', true],
    ['isWeekend("2024-05-17T23:00:00Z")', 'America/New_York', false],
    ['hour("2024-05-17T23:00:00Z")', 'Asia/Kolkata', 4],
    ['addMonths("2024-03-31"; -1)', 'UTC', new Date('2024-02-29T00:00:00.000Z')],
    ['setMonth("2024-03-31"; 0)', 'UTC', new Date('2023-12-31T00:00:00.000Z')],
    ['addWeekDays("2024-05-17"; 1)', 'UTC', new Date('2024-05-20T00:00:00.000Z')],
    ['addWeekDays("2024-05-17"; -10)', 'UTC', new Date('2024-05-03T00:00:00.000Z')],
    ['addWeekDays("2024-05-19"; -1)', 'UTC', new Date('2024-05-17T00:00:00.000Z')],
  ])('%s in %s is %s', (expression, timezone, expected) => {
    expect(evaluate(expression, timezone)).toEqual(expected);
  });

  it.each([
    'addDays(now; 1e15)',
    'addDays(now; 999999999999)',
    'addYears(now; 400000)',
    'setHour(now; 99999999999999)',
  ])('%s lies outside all calendars and is a DataError', (expression) => {
    expect(() => evaluate(expression, 'UTC')).toThrow(expect.objectContaining({ errorClass: 'DataError' }) as Error);
  });
});

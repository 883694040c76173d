import { DateTime, type Zone } from 'luxon';
import { dataError } from '../coerce/data-error.ts';
import { BoundedCache } from '../evaluate/bounded-cache.ts';
import { formatPieces } from './format-tokens.ts';
import { DAY_NAMES, MONTH_NAMES } from './names.ts';

type Write = (time: DateTime) => string;

/** A locale knows the abbreviations of its own part of the world only: `EDT`, `CEST`, `AEST`, `IST`. */
const ABBREVIATING_LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN'];

function zoneAbbreviation(time: DateTime): string {
  const names = ABBREVIATING_LOCALES.map((locale) => time.toFormat('ZZZZ', { locale }));
  return names.find((name) => !/^GMT[+-]/.test(name)) ?? names[0] ?? '';
}

/**
 * Tokens of Moment.js over luxon's zones. Of the token libraries dayjs was tried: it lacks DDD, DDDD, E, Mo, do, gg and GG,
 * and writes them out as letters.
 */
const writers = new Map<string, Write>([
  ['YYYYYY', (time) => `${time.year < 0 ? '-' : '+'}${padded(Math.abs(time.year), 6)}`],
  ['YYYYY', (time) => signed(time.year, 5)],
  ['YYYY', (time) => signed(time.year, 4)],
  ['YY', (time) => padded(((time.year % 100) + 100) % 100, 2)],
  ['Y', (time) => (time.year > 9999 ? `+${String(time.year)}` : String(time.year))],
  ['yyyy', (time) => signed(time.year, 4)],
  ['yyy', (time) => signed(time.year, 3)],
  ['yy', (time) => signed(time.year, 2)],
  ['y', (time) => String(time.year)],
  ['Q', (time) => String(time.quarter)],
  ['Qo', (time) => ordinal(time.quarter)],
  ['M', (time) => String(time.month)],
  ['Mo', (time) => ordinal(time.month)],
  ['MM', (time) => padded(time.month, 2)],
  ['MMM', (time) => (MONTH_NAMES[time.month - 1] ?? '').slice(0, 3)],
  ['MMMM', (time) => MONTH_NAMES[time.month - 1] ?? ''],
  ['D', (time) => String(time.day)],
  ['Do', (time) => ordinal(time.day)],
  ['DD', (time) => padded(time.day, 2)],
  ['DDD', (time) => String(time.ordinal)],
  ['DDDo', (time) => ordinal(time.ordinal)],
  ['DDDD', (time) => padded(time.ordinal, 3)],
  ['d', (time) => String(time.weekday % 7)],
  ['do', (time) => ordinal(time.weekday % 7)],
  ['dd', (time) => dayName(time).slice(0, 2)],
  ['ddd', (time) => dayName(time).slice(0, 3)],
  ['dddd', dayName],
  ['e', (time) => String(time.weekday % 7)],
  ['E', (time) => String(time.weekday)],
  ['w', (time) => String(sundayWeek(time).week)],
  ['wo', (time) => ordinal(sundayWeek(time).week)],
  ['ww', (time) => padded(sundayWeek(time).week, 2)],
  ['gg', (time) => padded(sundayWeek(time).year % 100, 2)],
  ['gggg', (time) => signed(sundayWeek(time).year, 4)],
  ['W', (time) => String(time.weekNumber)],
  ['Wo', (time) => ordinal(time.weekNumber)],
  ['WW', (time) => padded(time.weekNumber, 2)],
  ['GG', (time) => padded(time.weekYear % 100, 2)],
  ['GGGG', (time) => signed(time.weekYear, 4)],
  ['H', (time) => String(time.hour)],
  ['HH', (time) => padded(time.hour, 2)],
  ['h', (time) => String(time.hour % 12 || 12)],
  ['hh', (time) => padded(time.hour % 12 || 12, 2)],
  ['k', (time) => String(time.hour || 24)],
  ['kk', (time) => padded(time.hour || 24, 2)],
  ['m', (time) => String(time.minute)],
  ['mm', (time) => padded(time.minute, 2)],
  ['s', (time) => String(time.second)],
  ['ss', (time) => padded(time.second, 2)],
  ['A', (time) => (time.hour < 12 ? 'AM' : 'PM')],
  ['a', (time) => (time.hour < 12 ? 'am' : 'pm')],
  ['Z', (time) => time.toFormat('ZZ')],
  ['ZZ', (time) => time.toFormat('ZZZ')],
  ['z', zoneAbbreviation],
  ['zz', zoneAbbreviation],
  ['X', (time) => String(Math.floor(time.toMillis() / 1000))],
  ['x', (time) => String(time.toMillis())],
]);

const formats = new BoundedCache<readonly Write[]>(256, (format) =>
  formatPieces(format).map((piece): Write => {
    if ('literal' in piece) return () => piece.literal;
    if (piece.token.startsWith('S')) return (time) => fraction(time, piece.token.length);
    return writers.get(piece.token) ?? (() => piece.token);
  }),
);

/** @throws EvaluationError DataError when the format is too long to be one, or the date is not valid */
export function formatDate(date: Date, format: string, zone: Zone): string {
  const time = DateTime.fromMillis(date.getTime(), { zone });
  if (!time.isValid) throw dataError('The date is not valid.');
  let text = '';
  for (const write of formats.get(format)) text += write(time);
  return text;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function signed(value: number, width: number): string {
  return value < 0 ? `-${padded(-value, width)}` : padded(value, width);
}

function ordinal(value: number): string {
  const teens = value % 100;
  const last = teens >= 11 && teens <= 13 ? 0 : value % 10;
  return `${String(value)}${last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th'}`;
}

function dayName(time: DateTime): string {
  return DAY_NAMES[time.weekday % 7] ?? '';
}

function fraction(time: DateTime, digits: number): string {
  return padded(time.millisecond, 3).padEnd(digits, '0').slice(0, digits);
}

/** Weeks from Sunday to Saturday; the first is the one that has 1 January in it. Its Saturday tells week and year. */
function sundayWeek(time: DateTime): { year: number; week: number } {
  const saturday = time.plus({ days: 6 - (time.weekday % 7) });
  return { year: saturday.year, week: Math.ceil(saturday.ordinal / 7) };
}

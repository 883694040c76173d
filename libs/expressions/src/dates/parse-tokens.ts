import type { WeekdayNumbers } from 'luxon';
import { DAY_NAMES, MONTH_NAMES, positionOfName } from './names.ts';

/** What a text said, in the units of the calendar; what it did not say is missing. */
export interface DateFields {
  year?: number;
  quarter?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  isoYear?: number;
  isoWeek?: number;
  isoWeekday?: WeekdayNumbers;
  hour?: number;
  isAfternoon?: boolean;
  minute?: number;
  second?: number;
  millisecond?: number;
  offsetMinutes?: number;
  instantMs?: number;
}

/** Where a token is found in the rest of the text, and what it says. */
export interface TokenReader {
  readonly pattern: RegExp;
  read(found: string, fields: DateFields): void;
}

const upToTwo = /\d{1,2}/;
const monthNames = new RegExp(MONTH_NAMES.map((name) => `${name}|${name.slice(0, 3)}`).join('|'), 'i');
const dayNames = new RegExp(DAY_NAMES.map((name) => `${name}|${name.slice(0, 3)}|${name.slice(0, 2)}`).join('|'), 'i');

/** Two digits mean 1969 to 2068, as in POSIX and in Moment.js. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year > 68 ? 1900 + year : 2000 + year;
}

type NumberField = Exclude<keyof DateFields, 'isAfternoon' | 'isoWeekday'>;

function numeric(pattern: RegExp, field: NumberField): TokenReader {
  return { pattern, read: (found, fields) => void (fields[field] = Number.parseInt(found, 10)) };
}

const ignored = (pattern: RegExp): TokenReader => ({ pattern, read: () => undefined });
const year: TokenReader = { pattern: /\d{1,4}/, read: (found, fields) => void (fields.year = fullYear(found)) };
const shortYear: TokenReader = { pattern: upToTwo, read: (found, fields) => void (fields.year = fullYear(found)) };
const monthName: TokenReader = {
  pattern: monthNames,
  read: (found, fields) => {
    const month = positionOfName(found, MONTH_NAMES);
    if (month !== undefined) fields.month = month;
  },
};
const half: TokenReader = {
  pattern: /[ap]\.?m?\.?/i,
  read: (found, fields) => void (fields.isAfternoon = /^p/i.test(found)),
};
const offset: TokenReader = {
  pattern: /Z|[+-]\d{2}:?\d{2}|[+-]\d{2}/i,
  read: (found, fields) => {
    const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})?/.exec(found) ?? [];
    fields.offsetMinutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  },
};
const fractionOfSecond: TokenReader = {
  pattern: /\d{1,9}/,
  read: (found, fields) => void (fields.millisecond = Math.trunc(Number(`0.${found}`) * 1000)),
};

const readers = new Map<string, TokenReader>([
  ['YYYYYY', { pattern: /[+-]?\d{1,6}/, read: (found, fields) => void (fields.year = Number(found)) }],
  ['YYYYY', { pattern: /[+-]?\d{1,6}/, read: (found, fields) => void (fields.year = Number(found)) }],
  ['YYYY', year],
  ['YY', shortYear],
  ['Y', { pattern: /[+-]?\d{1,6}/, read: (found, fields) => void (fields.year = Number(found)) }],
  ['yyyy', year],
  ['yyy', year],
  ['yy', shortYear],
  ['y', year],
  ['Q', numeric(/[1-4]/, 'quarter')],
  ['M', numeric(upToTwo, 'month')],
  ['MM', numeric(upToTwo, 'month')],
  ['Mo', numeric(/\d{1,2}(?:st|nd|rd|th)/i, 'month')],
  ['MMM', monthName],
  ['MMMM', monthName],
  ['D', numeric(upToTwo, 'day')],
  ['DD', numeric(upToTwo, 'day')],
  ['Do', numeric(/\d{1,2}(?:st|nd|rd|th)/i, 'day')],
  ['DDD', numeric(/\d{1,3}/, 'dayOfYear')],
  ['DDDD', numeric(/\d{1,3}/, 'dayOfYear')],
  ['dd', ignored(dayNames)],
  ['ddd', ignored(dayNames)],
  ['dddd', ignored(dayNames)],
  ['d', ignored(/\d/)],
  ['e', ignored(/\d/)],
  ['E', { pattern: /[1-7]/, read: (found, fields) => void (fields.isoWeekday = Number(found) as WeekdayNumbers) }],
  ['W', numeric(upToTwo, 'isoWeek')],
  ['WW', numeric(upToTwo, 'isoWeek')],
  ['GG', { pattern: upToTwo, read: (found, fields) => void (fields.isoYear = fullYear(found)) }],
  ['GGGG', { pattern: /\d{1,4}/, read: (found, fields) => void (fields.isoYear = fullYear(found)) }],
  ['w', ignored(upToTwo)],
  ['ww', ignored(upToTwo)],
  ['H', numeric(upToTwo, 'hour')],
  ['HH', numeric(upToTwo, 'hour')],
  ['h', numeric(upToTwo, 'hour')],
  ['hh', numeric(upToTwo, 'hour')],
  ['k', { pattern: upToTwo, read: (found, fields) => void (fields.hour = Number(found) % 24) }],
  ['kk', { pattern: upToTwo, read: (found, fields) => void (fields.hour = Number(found) % 24) }],
  ['A', half],
  ['a', half],
  ['m', numeric(upToTwo, 'minute')],
  ['mm', numeric(upToTwo, 'minute')],
  ['s', numeric(upToTwo, 'second')],
  ['ss', numeric(upToTwo, 'second')],
  ['Z', offset],
  ['ZZ', offset],
  ['z', ignored(/[A-Za-z]{1,6}/)],
  ['zz', ignored(/[A-Za-z]{1,6}/)],
  [
    'X',
    { pattern: /[+-]?\d{1,15}(?:\.\d{1,9})?/, read: (found, fields) => void (fields.instantMs = Number(found) * 1000) },
  ],
  ['x', { pattern: /[+-]?\d{1,16}/, read: (found, fields) => void (fields.instantMs = Number(found)) }],
]);

export function tokenReader(token: string): TokenReader | undefined {
  return token.startsWith('S') ? fractionOfSecond : readers.get(token);
}

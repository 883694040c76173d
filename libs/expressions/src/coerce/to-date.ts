import { DateTime, type Zone } from 'luxon';
import { dateFromMillis } from '../dates/date-from-millis.ts';
import { resolveZone } from '../dates/zone.ts';
import type { Value } from '../value.ts';
import { dataError } from './data-error.ts';
import { typeName } from './type-name.ts';

/** The order of day, month and year is told by the separator: ISO, slashes American, dots European. */
const YEAR_FIRST = /^(?<year>\d{4})([-/])(?<month>\d{1,2})\2(?<day>\d{1,2})(?=$|[T\s])/;
const MONTH_FIRST = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?=$|[T\s])/;
const DAY_FIRST = /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})(?=$|[T\s])/;
const CLOCK =
  /^[T\s]\s*(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?\s*(?<half>[AaPp]\.?[Mm]\.?)?\s*(?<zone>Z|z|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC)?$/;
const LONGEST = 100;

type Groups = Record<string, string | undefined>;

/**
 * A date as it is, or the date a text is written as: it needs day, month and year, may have a time (also 12-hour) and an
 * offset; without one it is read in `timezone`. Also the date of a mail header (RFC 2822).
 * @throws EvaluationError DataError for other text and other types
 */
export function toDate(value: Value, timezone: string): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  const date = typeof value === 'string' ? parseDateText(value, resolveZone(timezone)) : undefined;
  if (date === undefined) {
    const what = typeof value === 'string' ? 'this text' : `a value of type ${typeName(value)}`;
    throw dataError(`A date is needed here, and ${what} is none; parseDate reads a text of a given format.`);
  }
  return date;
}

/** The date a text is written as; undefined when it is none. */
export function parseDateText(text: string, zone: Zone): Date | undefined {
  if (text.length > LONGEST) return undefined;
  const trimmed = text.trim();
  const calendar = YEAR_FIRST.exec(trimmed) ?? MONTH_FIRST.exec(trimmed) ?? DAY_FIRST.exec(trimmed);
  if (calendar === null) return parseMailDate(trimmed);
  const rest = trimmed.slice(calendar[0].length);
  const clock = rest === '' ? undefined : CLOCK.exec(rest);
  if (clock === null) return undefined;
  return assemble(calendar.groups ?? {}, clock?.groups ?? {}, zone);
}

function parseMailDate(text: string): Date | undefined {
  const parsed = DateTime.fromRFC2822(text, { zone: 'utc' });
  return parsed.isValid ? dateFromMillis(parsed.toMillis()) : undefined;
}

function assemble(calendar: Groups, clock: Groups, zone: Zone): Date | undefined {
  const offset = offsetMinutes(clock['zone']);
  const hour = hourOf(clock);
  if (hour === undefined) return undefined;
  const parsed = DateTime.fromObject(
    {
      year: Number(calendar['year']),
      month: Number(calendar['month']),
      day: Number(calendar['day']),
      hour,
      minute: Number(clock['minute'] ?? 0),
      second: Number(clock['second'] ?? 0),
      millisecond: Math.trunc(Number(`0.${clock['fraction'] ?? '0'}`) * 1000),
    },
    { zone: offset === undefined ? zone : 'utc' },
  );
  return parsed.isValid ? dateFromMillis(parsed.toMillis() - (offset ?? 0) * 60_000) : undefined;
}

function hourOf(clock: Groups): number | undefined {
  const hour = Number(clock['hour'] ?? 0);
  if (clock['half'] === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (/^p/i.test(clock['half']) ? 12 : 0);
}

function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

import { type DateObjectUnits, DateTime, type Zone } from 'luxon';
import { dateFromMillis } from './date-from-millis.ts';
import { formatPieces } from './format-tokens.ts';
import { type DateFields, tokenReader } from './parse-tokens.ts';

const LONGEST = 1_000;

/**
 * Reads a text by a format of Moment.js, as forgivingly as Moment does by default: every token takes the next place in the
 * text where it fits, what lies between is skipped, and what the text does not say is today (larger units) or the first
 * moment (smaller ones). Undefined when nothing fits or the result is no date of the calendar.
 */
export function parseWithFormat(text: string, format: string, zone: Zone, nowMs: number): Date | undefined {
  if (text.length > LONGEST) return undefined;
  const fields = readFields(text, format);
  if (fields === undefined) return undefined;
  if (fields.instantMs !== undefined) return dateFromMillis(Math.round(fields.instantMs));
  const readZone = fields.offsetMinutes === undefined ? zone : 'utc';
  const time = assemble(fields, DateTime.fromMillis(nowMs, { zone: readZone }));
  return time.isValid ? dateFromMillis(time.toMillis() - (fields.offsetMinutes ?? 0) * 60_000) : undefined;
}

function readFields(text: string, format: string): DateFields | undefined {
  const fields: DateFields = {};
  let rest = text;
  let isAnyFound = false;
  for (const piece of formatPieces(format)) {
    if ('literal' in piece) {
      const at = rest.indexOf(piece.literal);
      if (at >= 0) rest = rest.slice(at + piece.literal.length);
      continue;
    }
    const reader = tokenReader(piece.token);
    const match = reader?.pattern.exec(rest);
    if (reader === undefined || match === null || match === undefined) continue;
    reader.read(match[0], fields);
    isAnyFound = true;
    rest = rest.slice(match.index + match[0].length);
  }
  return isAnyFound ? fields : undefined;
}

function assemble(fields: DateFields, now: DateTime): DateTime {
  const clock = clockOf(fields);
  const isEndOfDay = clock.hour === 24 && clock.minute + clock.second + clock.millisecond === 0;
  const day = calendarOf(fields, now);
  const time = DateTime.fromObject({ ...day, ...clock, hour: isEndOfDay ? 0 : clock.hour }, { zone: now.zone });
  return isEndOfDay ? time.plus({ days: 1 }) : time;
}

function clockOf(fields: DateFields): { hour: number; minute: number; second: number; millisecond: number } {
  let hour = fields.hour ?? 0;
  if (fields.isAfternoon === true && hour < 12) hour += 12;
  if (fields.isAfternoon === false && hour === 12) hour = 0;
  return { hour, minute: fields.minute ?? 0, second: fields.second ?? 0, millisecond: fields.millisecond ?? 0 };
}

function calendarOf(fields: DateFields, now: DateTime): DateObjectUnits {
  if (fields.isoYear !== undefined || fields.isoWeek !== undefined || fields.isoWeekday !== undefined) {
    const weekNumber = fields.isoWeek ?? (fields.isoYear === undefined ? now.weekNumber : 1);
    return { weekYear: fields.isoYear ?? now.weekYear, weekNumber, weekday: fields.isoWeekday ?? 1 };
  }
  const year = fields.year ?? now.year;
  if (fields.dayOfYear !== undefined) return { year, ordinal: fields.dayOfYear };
  const quarterMonth = fields.quarter === undefined ? undefined : fields.quarter * 3 - 2;
  const month = fields.month ?? quarterMonth ?? (fields.year === undefined ? now.month : 1);
  const isDateSaid = fields.year !== undefined || fields.month !== undefined || quarterMonth !== undefined;
  return { year, month, day: fields.day ?? (isDateSaid ? 1 : now.day) };
}

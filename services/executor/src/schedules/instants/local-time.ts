import { DateTime } from 'luxon';

export interface LocalDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export interface LocalMoment extends LocalDate {
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Minutes since local midnight, by the clock on the wall. */
  readonly minute: number;
}

const DAY_MS = 86_400_000;

export function isTimezone(name: string): boolean {
  return DateTime.utc().setZone(name).isValid;
}

export function localMoment(ms: number, zone: string): LocalMoment {
  const { year, month, day, weekday, hour, minute } = DateTime.fromMillis(ms, { zone });
  return { year, month, day, weekday: weekday % 7, minute: hour * 60 + minute };
}

/**
 * The instant at which the clock on the wall shows this. A time that comes twice that night counts the first time; one that is
 * left out is moved by as much as the clock was put forward, so that a daily start does not miss a day.
 */
export function instantOf({ year, month, day }: LocalDate, minute: number, zone: string): number {
  const named = DateTime.fromObject({ year, month, day, hour: Math.floor(minute / 60), minute: minute % 60 }, { zone });
  return firstOf(named).toMillis();
}

/** Whether the clock on the wall has shown this time before, an hour ago. */
export function isSecondTime(ms: number, zone: string): boolean {
  const moment = DateTime.fromMillis(ms, { zone });
  return firstOf(moment).toMillis() < ms;
}

/** Reads what the API takes as a date; undefined when it is not one (February 30). A date alone is midnight, or with `atEnd` the next one. */
export function readInstant(text: string, zone: string, atEnd = false): number | undefined {
  const read = DateTime.fromISO(text, { zone });
  if (!read.isValid) return undefined;
  const isDate = !text.includes('T');
  return (isDate && atEnd ? read.plus({ days: 1 }) : firstOf(read)).toMillis();
}

/** Days since 1970, for going from one date to the next without a time zone. */
export function dayNumber({ year, month, day }: LocalDate): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

export function dateOfDay(number: number): LocalDate & { readonly weekday: number } {
  const date = new Date(number * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

function firstOf(moment: DateTime): DateTime {
  return moment.getPossibleOffsets().reduce((first, other) => (other < first ? other : first), moment);
}

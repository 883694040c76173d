import { DateTime, type Zone } from 'luxon';
import { dataError } from '../coerce/data-error.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { dateFromMillis } from './date-from-millis.ts';
import { resolveZone } from './zone.ts';

const DAY_MS = 86_400_000;
const UNIT_MS = new Map([
  ['milliseconds', 1],
  ['seconds', 1_000],
  ['minutes', 60_000],
  ['hours', 3_600_000],
  ['days', DAY_MS],
  ['weeks', 7 * DAY_MS],
]);
/** 5 January 1970, the first Monday a clock of milliseconds knows. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
const WORK_STARTS_MINUTE = 9 * 60;
const WORK_MINUTES = 8 * 60;

export function localTime(date: Date, evaluation: Evaluation): LocalTime {
  return new LocalTime(date, resolveZone(evaluation.scope.timezone));
}

/** Rounds towards minus infinity, as a carry does: -6 hours are day -1, hour 18. */
function carry(value: number, size: number): [number, number] {
  const whole = Math.floor(value / size);
  return [whole, value - whole * size];
}

/** A date as the calendar and the clock of one zone show it. Every change answers a Date. */
export class LocalTime {
  readonly #time: DateTime;

  constructor(date: Date, zone: Zone) {
    this.#time = DateTime.fromMillis(date.getTime(), { zone });
  }

  get year(): number {
    return this.#time.year;
  }
  get month(): number {
    return this.#time.month;
  }
  get dayOfMonth(): number {
    return this.#time.day;
  }
  /** Sunday 1 to Saturday 7. */
  get dayOfWeek(): number {
    return (this.#time.weekday % 7) + 1;
  }
  get hour(): number {
    return this.#time.hour;
  }
  get minute(): number {
    return this.#time.minute;
  }
  get second(): number {
    return this.#time.second;
  }
  get daysInMonth(): number {
    return this.#time.daysInMonth ?? 0;
  }
  get daysInYear(): number {
    return this.#time.daysInYear;
  }
  get isWeekend(): boolean {
    return this.#time.weekday > 5;
  }
  get startOfMonth(): Date {
    return checked(this.#time.startOf('month'));
  }
  get endOfMonth(): Date {
    return checked(this.#time.endOf('month'));
  }

  /** The weekdays from this day to the end of its Sunday-to-Saturday week, or of its month. */
  get daysInSplitWeek(): number {
    let count = 0;
    for (let day = this.#time; day.month === this.#time.month; day = day.plus({ days: 1 })) {
      if (day.weekday <= 5) count += 1;
      if (day.weekday === 6) break;
    }
    return count;
  }

  plus(amount: { days?: number; months?: number; years?: number }): Date {
    return checked(this.#time.plus(amount));
  }

  withSecond(second: number): Date {
    const [minutes, rest] = carry(second, 60);
    return checked(this.#time.set({ second: rest }).plus({ minutes }));
  }

  withMinute(minute: number): Date {
    const [hours, rest] = carry(minute, 60);
    return checked(this.#time.set({ minute: rest }).plus({ hours }));
  }

  withHour(hour: number): Date {
    const [days, rest] = carry(hour, 24);
    return checked(this.#time.plus({ days }).set({ hour: rest }));
  }

  withDayOfMonth(day: number): Date {
    return this.plus({ days: day - this.#time.day });
  }

  withDayOfWeek(day: number): Date {
    return this.plus({ days: day - this.dayOfWeek });
  }

  withMonth(month: number): Date {
    return this.plus({ months: month - this.#time.month });
  }

  withYear(year: number): Date {
    return this.plus({ years: year - this.#time.year });
  }

  /** From a weekend it counts from the Friday before, or backwards from the Monday after. */
  plusWeekdays(count: number): Date {
    if (count === 0) return checked(this.#time);
    const direction = count > 0 ? 1 : -1;
    let day = this.#time;
    while (day.weekday > 5) day = day.minus({ days: direction });
    day = day.plus({ days: Math.trunc(count / 5) * 7 });
    for (let left = Math.abs(count % 5); left > 0 && day.isValid;) {
      day = day.plus({ days: direction });
      if (day.weekday <= 5) left -= 1;
    }
    return checked(day);
  }

  /** Cut to whole units towards zero; days and weeks by the clock on the wall, so that a change to summer time loses none. */
  since(other: Date, unit: string): number {
    const earlier = DateTime.fromMillis(other.getTime(), { zone: this.#time.zone });
    if (unit === 'months') return Math.trunc(this.#time.diff(earlier, 'months').months) + 0;
    const size = UNIT_MS.get(unit);
    if (size === undefined) {
      throw dataError('The unit is milliseconds, seconds, minutes, hours, days, weeks or months.');
    }
    const shift = size < DAY_MS ? 0 : (this.#time.offset - earlier.offset) * 60_000;
    return Math.trunc((this.#time.toMillis() - earlier.toMillis() + shift) / size) + 0;
  }

  /** Weekdays since a fixed Monday, with the fraction of the day. Closed form: the dates may lie centuries apart. */
  get weekdays(): number {
    const { week, day, minute } = this.#sinceMonday();
    return week * 5 + Math.min(day + minute / 1440, 5);
  }

  get workMinutes(): number {
    const { week, day, minute } = this.#sinceMonday();
    const today = Math.min(Math.max(minute - WORK_STARTS_MINUTE, 0), WORK_MINUTES);
    return (week * 5 + Math.min(day, 5)) * WORK_MINUTES + (day < 5 ? today : 0);
  }

  #sinceMonday(): { week: number; day: number; minute: number } {
    const wall = this.#time.toMillis() + this.#time.offset * 60_000 - FIRST_MONDAY_MS;
    const [week, inWeek] = carry(wall, 7 * DAY_MS);
    const [day, inDay] = carry(inWeek, DAY_MS);
    return { week, day, minute: inDay / 60_000 };
  }
}

function checked(time: DateTime): Date {
  return dateFromMillis(time.toMillis());
}

import type { ScheduleWindowDefinition } from '@ebbflow/contracts';
import { dateOfDay, dayNumber, instantOf, type LocalMoment, localMoment, readInstant } from './local-time.ts';

/** More than a year: a window that names a month opens within one. */
const HORIZON_DAYS = 370;
const DAY_MINUTES = 24 * 60;

export interface Between {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** When a schedule may start at all: between two dates, and within one of its windows if it has any. */
export class ScheduleWindows {
  readonly #zone: string;
  readonly #fromMs: number;
  readonly #toMs: number;
  readonly #windows: readonly ScheduleWindowDefinition[];

  constructor(between: Between | undefined, windows: readonly ScheduleWindowDefinition[], zone: string) {
    this.#zone = zone;
    this.#windows = windows;
    this.#fromMs = (between?.from === undefined ? undefined : readInstant(between.from, zone)) ?? -Infinity;
    this.#toMs = (between?.to === undefined ? undefined : readInstant(between.to, zone, true)) ?? Infinity;
  }

  /** `ms` itself when it lies inside, else a later instant before which nothing does; undefined when nothing does any more. */
  opening(ms: number): number | undefined {
    const from = Math.max(ms, this.#fromMs);
    if (from >= this.#toMs) return undefined;
    if (this.#windows.length === 0) return from;
    const now = localMoment(from, this.#zone);
    const minutes = this.#windows.map((window) => nextMinute(window, now)).filter((minute) => minute !== undefined);
    if (minutes.length === 0) return undefined;
    const first = Math.min(...minutes);
    if (first === wallMinute(now)) return from;
    const at = instantOf(dateOfDay(Math.floor(first / DAY_MINUTES)), first % DAY_MINUTES, this.#zone);
    // In the hour that comes twice this can be the first of the two, which is over.
    return at >= this.#toMs ? undefined : Math.max(at, from + 1);
  }
}

/** The first minute from now on that lies in the window, counted by the clock on the wall since 1970. */
function nextMinute(window: ScheduleWindowDefinition, now: LocalMoment): number | undefined {
  const spans = spansOf(window);
  const today = dayNumber(now);
  if (isOnDay(window, now)) {
    const span = spans.find(({ to }) => now.minute <= to);
    if (span) return today * DAY_MINUTES + Math.max(span.from, now.minute);
  }
  for (let day = today + 1; day <= today + HORIZON_DAYS; day += 1) {
    if (isOnDay(window, dateOfDay(day))) return day * DAY_MINUTES + (spans[0]?.from ?? 0);
  }
  return undefined;
}

function wallMinute(moment: LocalMoment): number {
  return dayNumber(moment) * DAY_MINUTES + moment.minute;
}

function isOnDay(
  { days, months }: ScheduleWindowDefinition,
  { weekday, month }: Pick<LocalMoment, 'weekday' | 'month'>,
): boolean {
  return (days.length === 0 || days.includes(weekday)) && (months.length === 0 || months.includes(month));
}

/** Parts of a day, in order. A window over midnight is the early and the late part of each of its days. */
function spansOf({ time }: ScheduleWindowDefinition): readonly Span[] {
  if (time === undefined) return [{ from: 0, to: DAY_MINUTES - 1 }];
  const [from, to] = [minuteOf(time.from), minuteOf(time.to)];
  return from <= to
    ? [{ from, to }]
    : [
        { from: 0, to },
        { from, to: DAY_MINUTES - 1 },
      ];
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

import type { ScheduleWindowDefinition } from '@ebbflow/contracts';
import { dateOfDay, dayNumber, instantOf, type LocalMoment, localMoment, readInstant } from './local-time.ts';

/** More than a year: a window that names a month opens within one. */
const HORIZON_DAYS = 370;
const LAST_MINUTE = 24 * 60 - 1;

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
    const openings = this.#windows.map((window) => this.#openingOf(window, from)).filter((at) => at !== undefined);
    const first = openings.length === 0 ? undefined : Math.min(...openings);
    return first === undefined || first >= this.#toMs ? undefined : first;
  }

  #openingOf(window: ScheduleWindowDefinition, ms: number): number | undefined {
    const now = localMoment(ms, this.#zone);
    const spans = spansOf(window);
    if (isOnDay(window, now)) {
      const span = spans.find(({ to }) => now.minute <= to);
      if (span && now.minute >= span.from) return ms;
      // In the hour that comes twice this can be the first of the two, which is over.
      if (span) return Math.max(instantOf(now, span.from, this.#zone), ms + 1);
    }
    const today = dayNumber(now);
    for (let day = today + 1; day <= today + HORIZON_DAYS; day += 1) {
      const date = dateOfDay(day);
      if (isOnDay(window, date)) return instantOf(date, spans[0]?.from ?? 0, this.#zone);
    }
    return undefined;
  }
}

function isOnDay(
  { days, months }: ScheduleWindowDefinition,
  { weekday, month }: Pick<LocalMoment, 'weekday' | 'month'>,
): boolean {
  return (days.length === 0 || days.includes(weekday)) && (months.length === 0 || months.includes(month));
}

/** Parts of a day, in order. A window over midnight is the early and the late part of each of its days. */
function spansOf({ time }: ScheduleWindowDefinition): readonly Span[] {
  if (time === undefined) return [{ from: 0, to: LAST_MINUTE }];
  const [from, to] = [minuteOf(time.from), minuteOf(time.to)];
  return from <= to
    ? [{ from, to }]
    : [
        { from: 0, to },
        { from, to: LAST_MINUTE },
      ];
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

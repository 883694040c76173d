import type { ScheduleDefinition } from '@ebbflow/contracts';
import { calendarSource } from './calendar-source.ts';
import { cronSource } from './cron-source.ts';
import type { InstantSource } from './instant-source.ts';
import { intervalSource } from './interval-source.ts';
import { readInstant } from './local-time.ts';
import { onceSource } from './once-source.ts';
import { ScheduleWindows } from './schedule-windows.ts';

const TEN_YEARS_MS = 3_653 * 86_400_000;
/** Each try leaves one gap between windows behind. A schedule whose windows never let it start must come to an end too. */
const MOST_TRIES = 1_500;

/** What must be known beside the schedule to say when it starts. */
export interface ScheduleFrame {
  readonly timezone: string;
  /** Since when it is in force: intervals are counted from here. */
  readonly anchorMs: number;
}

/**
 * The instants of a schedule, windows applied: strictly increasing, and no local time twice except where an interval counts
 * real time. None for the kinds that something else starts.
 */
export function planSchedule(schedule: ScheduleDefinition, frame: ScheduleFrame): InstantSource {
  if (schedule.type === 'immediately' || schedule.type === 'on-demand') return { after: () => undefined };
  const source = sourceOf(schedule, frame);
  const windows = new ScheduleWindows(schedule.between, schedule.restrictions, frame.timezone);
  return {
    after(ms) {
      let at = source.after(ms);
      for (let tries = 0; at !== undefined && tries < MOST_TRIES && at <= ms + TEN_YEARS_MS; tries += 1) {
        const opening = windows.opening(at);
        if (opening === at || opening === undefined) return opening;
        at = source.after(opening - 1);
      }
      return undefined;
    },
  };
}

function sourceOf(
  schedule: Exclude<ScheduleDefinition, { type: 'immediately' | 'on-demand' }>,
  { timezone, anchorMs }: ScheduleFrame,
): InstantSource {
  switch (schedule.type) {
    case 'indefinitely':
      return intervalSource(schedule.intervalSeconds, anchorMs);
    case 'once':
      return onceSource(readInstant(schedule.date, timezone));
    case 'cron':
      return cronSource(schedule.expression, timezone);
    case 'daily':
      return calendarSource(() => true, schedule.time, timezone);
    case 'weekly':
      return calendarSource(({ weekday }) => schedule.days.includes(weekday), schedule.time, timezone);
    case 'monthly':
      return calendarSource(({ day }) => schedule.days.includes(day), schedule.time, timezone);
    case 'yearly':
      return calendarSource(
        ({ day, month }) => schedule.days.includes(day) && schedule.months.includes(month),
        schedule.time,
        timezone,
      );
  }
}

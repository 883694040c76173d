import type { ScheduleDefinition, ScheduleSentence } from '@ebbflow/contracts';

/** What a schedule says, for a reader: the key of a sentence and what fills it. */
export function scheduleSentence(schedule: ScheduleDefinition, timezone: string): ScheduleSentence {
  const key = `schedule.${schedule.type}`;
  switch (schedule.type) {
    case 'immediately':
    case 'on-demand':
      return { key, values: {} };
    case 'indefinitely':
      return { key, values: { seconds: schedule.intervalSeconds } };
    case 'once':
      return { key, values: { date: schedule.date, timezone } };
    case 'daily':
      return { key, values: { time: schedule.time, timezone } };
    case 'weekly':
    case 'monthly':
      return { key, values: { days: schedule.days, time: schedule.time, timezone } };
    case 'yearly':
      return { key, values: { days: schedule.days, months: schedule.months, time: schedule.time, timezone } };
    case 'cron':
      return { key, values: { expression: schedule.expression, timezone } };
  }
}

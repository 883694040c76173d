import type { ScheduleDefinition } from '@ebbflow/contracts';
import type { Fault } from '@ebbflow/kernel';
import { cronSource } from './instants/cron-source.ts';
import { isTimezone, readInstant } from './instants/local-time.ts';

/** What is wrong with a schedule beyond its form, with pointers into the schedule. An unknown zone makes everything else unreadable. */
export function scheduleFaults(schedule: ScheduleDefinition, timezone: string): readonly Fault[] {
  if (!isTimezone(timezone)) return [];
  if (schedule.type === 'immediately' || schedule.type === 'on-demand') return [];
  const faults: Fault[] = [];
  const { between } = schedule;
  const [from, to] = [between?.from, between?.to].map((text) =>
    text === undefined ? null : readInstant(text, timezone),
  );
  if (from === undefined) faults.push({ pointer: '/between/from', message: 'There is no such date.' });
  if (to === undefined) faults.push({ pointer: '/between/to', message: 'There is no such date.' });
  if (typeof from === 'number' && typeof to === 'number' && to < from) {
    faults.push({ pointer: '/between/to', message: 'It must not lie before the beginning.' });
  }
  if (schedule.type === 'once' && readInstant(schedule.date, timezone) === undefined) {
    faults.push({ pointer: '/date', message: 'There is no such date.' });
  }
  if (schedule.type === 'cron' && !isCron(schedule.expression, timezone)) {
    faults.push({
      pointer: '/expression',
      message: 'Write five fields: minute, hour, day of the month, month and day of the week.',
    });
  }
  return faults;
}

function isCron(expression: string, timezone: string): boolean {
  try {
    cronSource(expression, timezone);
    return true;
  } catch {
    return false;
  }
}

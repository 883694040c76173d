import { scheduleSchema } from '@ebbflow/contracts';
import { scheduleSentence } from './schedule-sentence.ts';

describe('the sentence of a schedule', () => {
  it.each([
    [{ type: 'immediately' }, 'schedule.immediately', {}],
    [{ type: 'on-demand' }, 'schedule.on-demand', {}],
    [{ type: 'indefinitely' }, 'schedule.indefinitely', { seconds: 900 }],
    [{ type: 'once', date: '2026-03-01' }, 'schedule.once', { date: '2026-03-01', timezone: 'UTC' }],
    [{ type: 'daily', time: '08:00' }, 'schedule.daily', { time: '08:00', timezone: 'UTC' }],
    [{ type: 'weekly', days: [1], time: '08:00' }, 'schedule.weekly', { days: [1], time: '08:00', timezone: 'UTC' }],
    [
      { type: 'yearly', months: [2], days: [29], time: '08:00' },
      'schedule.yearly',
      { months: [2], days: [29], time: '08:00', timezone: 'UTC' },
    ],
    [{ type: 'cron', expression: '@daily' }, 'schedule.cron', { expression: '@daily', timezone: 'UTC' }],
  ])('of %j is %s', (schedule, key, values) => {
    expect(scheduleSentence(scheduleSchema.parse(schedule), 'UTC')).toEqual({ key, values });
  });
});

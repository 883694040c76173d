import { Settings } from '@ebbflow/config';
import { SchedulesConfig } from './schedules.config.ts';

describe('the settings of schedules', () => {
  it('take the name of a time zone', () => {
    expect(new SchedulesConfig(new Settings({ EBB_EXECUTOR_TIMEZONE: 'Europe/Prague' })).timezone).toBe(
      'Europe/Prague',
    );
    expect(() => new SchedulesConfig(new Settings({ EBB_EXECUTOR_TIMEZONE: 'Europe/Atlantis' }))).toThrow(
      /EBB_EXECUTOR_TIMEZONE/,
    );
  });
});

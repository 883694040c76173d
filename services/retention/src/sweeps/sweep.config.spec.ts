import { Settings } from '@ebbflow/config';
import { SweepConfig } from './sweep.config.ts';

const cronOf = (cron: string): string => new SweepConfig(new Settings({ EBB_RETENTION_SWEEP_CRON: cron })).cron;

describe('when the sweep runs', () => {
  it.each(['7 * * * *', '*/10 * * * *', '0,30 * * * *', '5-10 * * * *', '* * * * *'])('may be %s', (cron) => {
    expect(cronOf(cron)).toBe(cron);
  });

  it.each(['7 0 * * *', '7 */2 * * *', '7 8-18 * * *', '7 * 1 * *', '7 * * 1-11 *', '7 * * * 1', 'hourly', '7 * * *'])(
    'may not leave out an hour, as %s does',
    (cron) => {
      expect(() => cronOf(cron)).toThrow('at least once in every hour');
    },
  );

  it('is once an hour where nobody says anything', () => {
    expect(new SweepConfig(new Settings({})).cron).toBe('7 * * * *');
  });
});

import type { Settings } from '@ebbflow/config';

/** When retention looks for days that are due. */
export class SweepConfig {
  /** Cron expression in UTC, five fields. Default `7 * * * *`: every hour, past the full hour when everybody else's jobs run. */
  readonly cron: string;

  constructor(settings: Settings) {
    this.cron = settings.string('EBB_RETENTION_SWEEP_CRON', {
      default: '7 * * * *',
      // Verification counts on a sweep in every hour: with fewer it would call days overdue that wait for the next one.
      pattern: /^[\d*,/-]+( \*){4}$/,
      rule: 'must be a cron expression that runs at least once in every hour: minutes of your choice and four stars, such as "7 * * * *".',
    });
  }
}

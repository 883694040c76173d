import type { Settings } from '@ebbflow/config';

/** When retention looks for days that are due. */
export class SweepConfig {
  /** Cron expression in UTC, five fields. Default `7 * * * *`: every hour, past the full hour when everybody else's jobs run. */
  readonly cron: string;

  constructor(settings: Settings) {
    this.cron = settings.string('EBB_RETENTION_SWEEP_CRON', {
      default: '7 * * * *',
      pattern: /^\S+( \S+){4}$/,
      rule: 'must be a cron expression of five fields, such as "7 * * * *".',
    });
  }
}

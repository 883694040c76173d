import type { Settings } from '@ebbflow/config';

/** When the notice is verified without anybody asking. */
export class VerificationConfig {
  /** Cron expression in UTC, five fields. Default `23 3 * * *`: every night. */
  readonly cron: string;

  constructor(settings: Settings) {
    this.cron = settings.string('EBB_RETENTION_VERIFY_CRON', {
      default: '23 3 * * *',
      pattern: /^\S+( \S+){4}$/,
      rule: 'must be a cron expression of five fields, such as "23 3 * * *".',
    });
  }
}

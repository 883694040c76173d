import type { Settings } from '@ebbflow/config';

/** When an organisation of nobody is made and erased. */
export class CanaryConfig {
  /** Cron expression in UTC, five fields. Default `41 2 * * *`: every night, before the notice is verified. */
  readonly cron: string;

  constructor(settings: Settings) {
    this.cron = settings.string('EBB_RETENTION_CANARY_CRON', {
      default: '41 2 * * *',
      pattern: /^\S+( \S+){4}$/,
      rule: 'must be a cron expression of five fields, such as "41 2 * * *".',
    });
  }
}

import { ConfigError, type Settings } from '@ebbflow/config';

/** How much of runs is kept in logs: of one run, and of an organisation on one day. */
export class LogQuotaConfig {
  /** What is kept of one run's bundles. Beyond it module executions stay with their numbers only, beyond twice of it they are counted. 1KiB to 64MiB. */
  readonly runBytes: number;
  /** Module executions kept of one run; further ones are counted, those that failed are kept up to a hundred more. 1 to 1 000 000. */
  readonly runExecutions: number;
  /** Bytes of details and inputs of one organisation on a day (UTC), where its plan does not say less. Beyond it only basic information is kept. */
  readonly dayBytes: number;

  constructor(settings: Settings) {
    this.runBytes = settings.bytes('EBB_EXECUTOR_LOG_RUN_BYTES', { default: '4MiB' });
    this.runExecutions = settings.integer('EBB_EXECUTOR_LOG_RUN_EXECUTIONS', {
      default: 10_000,
      min: 1,
      max: 1_000_000,
    });
    this.dayBytes = settings.bytes('EBB_EXECUTOR_LOG_DAY_BYTES', { default: '20GiB' });
    if (this.runBytes < 1_024 || this.runBytes > 64 * 1_048_576) {
      throw new ConfigError('EBB_EXECUTOR_LOG_RUN_BYTES', 'must be between 1KiB and 64MiB.');
    }
  }
}

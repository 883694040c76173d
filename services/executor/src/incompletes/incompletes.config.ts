import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** How many incomplete executions are kept, and how they are taken up again. */
export class IncompletesConfig {
  /** Incomplete executions a scenario may have at once. */
  readonly maxPerScenario: number;
  /** Their content together, bytes as they are sealed. */
  readonly maxBytesPerScenario: number;
  /** How often due retries are looked for. */
  readonly pollEvery: Duration;
  /** A retry waits while its scenario is running otherwise, but no longer than this: a scenario that never rests would never retry. */
  readonly patience: Duration;

  constructor(settings: Settings) {
    this.maxPerScenario = settings.integer('EBB_EXECUTOR_INCOMPLETES_MAX', { default: 100, min: 1, max: 10_000 });
    this.maxBytesPerScenario = settings.integer('EBB_EXECUTOR_INCOMPLETES_MAX_BYTES', {
      default: 1_073_741_824,
      min: 1_048_576,
    });
    this.pollEvery = settings.duration('EBB_EXECUTOR_RETRY_POLL', { default: '2s', min: '10ms', max: '1m' });
    this.patience = settings.duration('EBB_EXECUTOR_RETRY_PATIENCE', { default: '15m', max: '24h' });
  }
}

import { ConfigError, type Settings } from '@ebbflow/config';
import { hookReceived } from '@ebbflow/contracts';
import type { Duration } from '@ebbflow/kernel';

/** How long what is over stays. */
export class RunSweepConfig {
  /**
   * How long the row of a finished run is kept: what makes the same delivery in a late second event meet it. Longer than the
   * events of deliveries live.
   */
  readonly keep: Duration;
  /** How often what is over is removed. */
  readonly every: Duration;

  constructor(settings: Settings) {
    this.keep = settings.duration('EBB_EXECUTOR_RUN_KEEP', { default: '3d', max: '90d' });
    if (this.keep.milliseconds <= hookReceived.retention.milliseconds) {
      throw new ConfigError('EBB_EXECUTOR_RUN_KEEP', 'must be longer than the events of deliveries are kept.');
    }
    this.every = settings.duration('EBB_EXECUTOR_SWEEP', { default: '1m', min: '20ms', max: '1d' });
  }
}

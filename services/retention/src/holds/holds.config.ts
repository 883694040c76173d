import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

export class HoldsConfig {
  /** How long a hold that one person proposed keeps data without a second one. Default 7d, at least 1h, at most 30d. */
  readonly confirmWithin: Duration;

  constructor(settings: Settings) {
    this.confirmWithin = settings.duration('EBB_RETENTION_HOLD_CONFIRM', { default: '7d', min: '1h', max: '30d' });
  }
}

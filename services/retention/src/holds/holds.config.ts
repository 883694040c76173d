import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import { lifetimeText } from '@ebbflow/policy';

export class HoldsConfig {
  /** How long a hold that one person proposed keeps data without a second one. */
  readonly confirmWithin: Duration;

  constructor(settings: Settings) {
    this.confirmWithin = settings.duration('EBB_RETENTION_HOLD_CONFIRM', {
      default: lifetimeText('hold-confirmation'),
      min: '1h',
      max: lifetimeText('longest-pause'),
    });
  }
}

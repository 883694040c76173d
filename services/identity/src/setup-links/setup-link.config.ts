import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

export class SetupLinkConfig {
  /** How long a one-time link for the first password is valid. Default P7D. */
  readonly lifetime: Duration;

  constructor(settings: Settings) {
    this.lifetime = settings.duration('EBB_IDENTITY_SETUP_LINK_LIFETIME', { default: 'P7D', min: '5m', max: 'P30D' });
  }
}

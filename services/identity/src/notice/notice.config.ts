import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

export class NoticeConfig {
  /** How long before it takes effect a notice that reduces rights is published, so that everybody can be written to and decide. Default 30d. */
  readonly lead: Duration;

  constructor(settings: Settings) {
    this.lead = settings.duration('EBB_IDENTITY_NOTICE_LEAD', { default: '30d', min: '1d' });
  }
}

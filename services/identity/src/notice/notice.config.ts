import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import { lifetimeText } from '@ebbflow/policy';

export class NoticeConfig {
  /** How long before it takes effect a notice that reduces rights is published, so that everybody can be written to and decide. */
  readonly lead: Duration;

  constructor(settings: Settings) {
    this.lead = settings.duration('EBB_IDENTITY_NOTICE_LEAD', { default: lifetimeText('notice-lead'), min: '1d' });
  }
}

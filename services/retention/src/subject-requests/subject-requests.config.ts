import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import { lifetimeText } from '@ebbflow/policy';

/** How long what belongs to requests of people may be used. */
export class SubjectRequestsConfig {
  /** How long the file of an export can be fetched; then it is deleted. Default and most: what the policy says of `subject-export`. */
  readonly exportLifetime: Duration;
  /** How long before a request is due somebody is reminded, once a day. Default 7 days. */
  readonly reminderLead: Duration;

  constructor(settings: Settings) {
    const most = lifetimeText('subject-export');
    this.exportLifetime = settings.duration('EBB_RETENTION_EXPORT_LIFETIME', { default: most, min: '1h', max: most });
    this.reminderLead = settings.duration('EBB_RETENTION_REMINDER_LEAD', { default: '168h', min: '24h' });
  }
}

import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import { lifetimeText } from '@ebbflow/policy';

export class SessionConfig {
  /** A session without activity ends after this. Default and most: what the privacy notice promises (C13). */
  readonly idleTime: Duration;
  /** However active, a session ends after this. */
  readonly longestTime: Duration;

  constructor(settings: Settings) {
    this.idleTime = settings.duration('EBB_IDENTITY_SESSION_IDLE', {
      default: lifetimeText('session'),
      min: '1m',
      max: lifetimeText('session'),
    });
    this.longestTime = settings.duration('EBB_IDENTITY_SESSION_LONGEST', {
      default: lifetimeText('longest-session'),
      min: lifetimeText('session'),
      max: '24h',
    });
  }
}

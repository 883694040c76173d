import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

export class SessionConfig {
  /** A session without activity ends after this. Default and most: 20m, which the privacy notice promises (C13). */
  readonly idleTime: Duration;
  /** However active, a session ends after this. Default 12h. */
  readonly longestTime: Duration;

  constructor(settings: Settings) {
    this.idleTime = settings.duration('EBB_IDENTITY_SESSION_IDLE', { default: '20m', min: '1m', max: '20m' });
    this.longestTime = settings.duration('EBB_IDENTITY_SESSION_LONGEST', { default: '12h', min: '20m', max: '24h' });
  }
}

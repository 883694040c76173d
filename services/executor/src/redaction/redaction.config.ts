import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** What is taken out of logs before they are stored. */
export class RedactionConfig {
  /** How long an organisation's rules are used without asking the database; a change holds for runs that end this much later. 0s to 1m. */
  readonly maxAge: Duration;

  constructor(settings: Settings) {
    this.maxAge = settings.duration('EBB_EXECUTOR_REDACTION_MAX_AGE', { default: '2s', max: '1m' });
  }
}

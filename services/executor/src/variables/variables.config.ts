import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** How runs come by organisations', teams' and scenarios' variables. */
export class VariablesConfig {
  /** How long a tenant's variables are used without asking the database; a change holds for runs that start this much later. 0s to 1m. */
  readonly maxAge: Duration;
  /** How often values that no run can ask for any more are removed. 1s to 1d. */
  readonly sweepEvery: Duration;

  constructor(settings: Settings) {
    this.maxAge = settings.duration('EBB_VARIABLES_MAX_AGE', { default: '2s', max: '1m' });
    this.sweepEvery = settings.duration('EBB_VARIABLES_SWEEP', { default: '1m', min: '1s', max: '1d' });
  }
}

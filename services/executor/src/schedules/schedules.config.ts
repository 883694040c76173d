import { ConfigError, type Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import { isTimezone } from './instants/local-time.ts';

/** How schedules are kept. */
export class SchedulesConfig {
  /** How often each replica looks for schedules that are due: the usual delay of a start is half of it. */
  readonly tickEvery: Duration;
  /** Schedules worked off in one transaction. 1 to 2000. */
  readonly batchSize: number;
  /** A start that is later than this was missed, and the schedule's misfire policy says what becomes of it. */
  readonly grace: Duration;
  /** After how long a start that has to wait (an earlier run is not done) is asked about again. */
  readonly retryEvery: Duration;
  /** How long is remembered what was decided at which instant. */
  readonly keepInstants: Duration;
  /** Time zone of schedules of which nobody said one. IANA name. */
  readonly timezone: string;

  constructor(settings: Settings) {
    this.tickEvery = settings.duration('EBB_EXECUTOR_SCHEDULE_TICK', { default: '1s', min: '20ms', max: '1m' });
    this.batchSize = settings.integer('EBB_EXECUTOR_SCHEDULE_BATCH', { default: 500, min: 1, max: 2_000 });
    this.grace = settings.duration('EBB_EXECUTOR_SCHEDULE_GRACE', { default: '1m', min: '1s', max: '1h' });
    this.retryEvery = settings.duration('EBB_EXECUTOR_SCHEDULE_RETRY', { default: '5s', min: '20ms', max: '10m' });
    this.keepInstants = settings.duration('EBB_EXECUTOR_SCHEDULE_KEEP', { default: '5d', min: '1d', max: '90d' });
    this.timezone = settings.string('EBB_EXECUTOR_TIMEZONE', { default: 'UTC' });
    if (!isTimezone(this.timezone)) {
      throw new ConfigError('EBB_EXECUTOR_TIMEZONE', 'must be the IANA name of a time zone, such as Europe/Prague.');
    }
  }
}

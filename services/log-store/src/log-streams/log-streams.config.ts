import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** Streams of organisations' logs to places of their own. */
export class LogStreamsConfig {
  /** Streams of one organisation. 0 to 100; 0: none anywhere. */
  readonly maxStreams: number;
  /** How often this replica looks for streams that have something to send. 50ms to 1m. */
  readonly poll: Duration;
  /** How often the audit log is asked for something new, where a stream carries it. 50ms to 1h. */
  readonly auditPoll: Duration;
  /** Records sent at once. 1 to 1000. */
  readonly batch: number;
  /** One attempt to send a batch. 100ms to 1m. */
  readonly timeout: Duration;
  /** A stream that failed for so long stops, and its organisation is told. 1s to 8d. */
  readonly giveUp: Duration;

  constructor(settings: Settings) {
    this.maxStreams = settings.integer('EBB_LOG_STORE_MAX_STREAMS', { default: 5, min: 0, max: 100 });
    this.poll = settings.duration('EBB_LOG_STORE_STREAM_POLL', { default: '1s', min: '50ms', max: '1m' });
    this.auditPoll = settings.duration('EBB_LOG_STORE_STREAM_AUDIT_POLL', { default: '15s', min: '50ms', max: '1h' });
    this.batch = settings.integer('EBB_LOG_STORE_STREAM_BATCH', { default: 200, min: 1, max: 1_000 });
    this.timeout = settings.duration('EBB_LOG_STORE_STREAM_TIMEOUT', { default: '15s', min: '100ms', max: '1m' });
    this.giveUp = settings.duration('EBB_LOG_STORE_STREAM_GIVE_UP', { default: '3d', min: '1s', max: '8d' });
  }
}

import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** Watching runs while they go on. */
export class LiveConfig {
  /** Where other executors reach *this* replica. Default: this replica's own port on 127.0.0.1, which is right where there is one. */
  readonly replicaUrl: string | undefined;
  /** Streams of one organisation open at this replica at the same time; one more is refused with 429. 1 to 10000. */
  readonly watchersPerOrganisation: number;
  /** After so much silence a stream says that it is still there, so that nobody in between takes it for dead. */
  readonly heartbeat: Duration;

  constructor(settings: Settings) {
    this.replicaUrl =
      settings.optionalString('EBB_EXECUTOR_REPLICA_URL') && settings.url('EBB_EXECUTOR_REPLICA_URL').origin;
    this.watchersPerOrganisation = settings.integer('EBB_EXECUTOR_WATCHERS', { default: 50, min: 1, max: 10_000 });
    this.heartbeat = settings.duration('EBB_EXECUTOR_WATCH_HEARTBEAT', { default: '15s', min: '50ms', max: '30s' });
  }
}

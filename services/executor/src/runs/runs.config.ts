import { ConfigError, type Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import { hostname } from 'node:os';

/** How this replica of the executor works through runs. */
export class RunsConfig {
  /** Runs in progress at the same time in this process. 1 to 1000. */
  readonly concurrency: number;
  /** Runs leased to this process and waiting in its memory for a free place; they spare the database a claim. 0 to 10000. */
  readonly prefetch: number;
  /** How long a lease holds without a renewal; after it any worker may take the run over. */
  readonly lease: Duration;
  /** How often leases are renewed; at most a third of the lease, so that two renewals may fail. */
  readonly renewEvery: Duration;
  /** How often the queue is looked at when nothing announces work: the upper bound of the delay after a crash elsewhere. */
  readonly pollEvery: Duration;
  /** A pause up to this long is waited out in the worker; a longer one gives the place back and becomes a row that wakes up. */
  readonly sleepInline: Duration;
  /** A run that took its worker down with it (or was cut off with it) this often in a row ends with an error instead of being tried once more. 2 to 1000. */
  readonly maxAttempts: number;
  /** Name of this replica, the same after a restart: what a crashed predecessor of the same name held is taken over at once. */
  readonly node: string;
  /** How long stopping waits for runs in progress; what is not done then is given back to the queue. */
  readonly drain: Duration;
  /** Longest time a group commit gathers rows. */
  readonly batchLinger: Duration;

  /** Working time of one run, over all its attempts; beyond it ends with ScenarioTimeoutError. */
  readonly runTime: Duration;
  /** One operation of a module, unless the module has a time of its own; beyond it ModuleTimeoutError. */
  readonly operationTime: Duration;
  /** How long a run that is cancelled or over its time may take to end by itself; after it, it is given up. */
  readonly endTime: Duration;
  /** Due runs in the queue of all organisations; while there are more, deliveries are left with the transport. */
  readonly maxBacklog: number;

  constructor(settings: Settings) {
    this.concurrency = settings.integer('EBB_EXECUTOR_CONCURRENCY', { default: 64, min: 1, max: 1_000 });
    this.prefetch = settings.integer('EBB_EXECUTOR_PREFETCH', { default: 256, min: 0, max: 10_000 });
    this.lease = settings.duration('EBB_EXECUTOR_LEASE', { default: '15s', min: '500ms', max: '10m' });
    this.renewEvery = settings.duration('EBB_EXECUTOR_LEASE_RENEWAL', { default: '5s', min: '100ms', max: '3m' });
    if (this.renewEvery.milliseconds * 3 > this.lease.milliseconds) {
      throw new ConfigError('EBB_EXECUTOR_LEASE_RENEWAL', 'must be at most a third of EBB_EXECUTOR_LEASE.');
    }
    this.pollEvery = settings.duration('EBB_EXECUTOR_POLL', { default: '500ms', min: '10ms', max: '1m' });
    this.sleepInline = settings.duration('EBB_EXECUTOR_SLEEP_INLINE', { default: '2s', max: '10s' });
    this.maxAttempts = settings.integer('EBB_EXECUTOR_MAX_ATTEMPTS', { default: 20, min: 2, max: 1_000 });
    this.node = settings.string('EBB_EXECUTOR_NODE', { default: hostname() });
    this.drain = settings.duration('EBB_EXECUTOR_DRAIN', { default: '10s', max: '5m' });
    this.batchLinger = settings.duration('EBB_EXECUTOR_BATCH_LINGER', { default: '1ms', max: '100ms' });
    this.runTime = settings.duration('EBB_EXECUTOR_RUN_TIME', { default: '40m', min: '1s', max: '24h' });
    this.operationTime = settings.duration('EBB_EXECUTOR_OPERATION_TIME', { default: '40s', min: '100ms', max: '10m' });
    this.endTime = settings.duration('EBB_EXECUTOR_END_TIME', { default: '10s', min: '100ms', max: '10m' });
    this.maxBacklog = settings.integer('EBB_EXECUTOR_MAX_BACKLOG', { default: 200_000, min: 1, max: 10_000_000 });
  }

  get bounds(): { readonly runTimeMs: number; readonly endTimeMs: number } {
    return { runTimeMs: this.runTime.milliseconds, endTimeMs: this.endTime.milliseconds };
  }
}

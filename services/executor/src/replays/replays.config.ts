import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** How fast past runs are done again, so that the present ones do not have to stand behind them. */
export class ReplaysConfig {
  /** How often a bulk replay takes its next page. With the page size it bounds the rate. */
  readonly pollEvery: Duration;
  /** Runs a bulk replay starts at once. */
  readonly pageSize: number;
  /** How long the state of a finished bulk replay can be asked for. */
  readonly keep: Duration;

  constructor(settings: Settings) {
    this.pollEvery = settings.duration('EBB_EXECUTOR_REPLAY_POLL', { default: '1s', min: '10ms', max: '1m' });
    this.pageSize = settings.integer('EBB_EXECUTOR_REPLAY_PAGE', { default: 20, min: 1, max: 200 });
    this.keep = settings.duration('EBB_EXECUTOR_REPLAY_KEEP', { default: '3d', min: '1m' });
  }
}

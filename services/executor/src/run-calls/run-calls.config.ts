import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** Runs that somebody calls and wants the outputs of. */
export class RunCallsConfig {
  /** How long a responsive call is kept waiting for the end of its run; then it gets 202 and asks later. At most 100s: the edge waits no more than 120s. */
  readonly wait: Duration;
  /** Responsive calls of one organisation that wait at this replica at the same time; one more gets 202 at once. 1 to 10000. */
  readonly waitersPerOrganisation: number;
  /** How long a run waits for a run it called. After it the calling module fails with a timeout; the called run goes on. */
  readonly subscenarioWait: Duration;
  /** Longest time one attempt to deliver a callback may take. */
  readonly callbackTimeout: Duration;
  /** How often it is looked for callbacks that are due, when nothing announces one. */
  readonly callbackPoll: Duration;

  constructor(settings: Settings) {
    this.wait = settings.duration('EBB_EXECUTOR_CALL_WAIT', { default: '40s', min: '10ms', max: '100s' });
    this.waitersPerOrganisation = settings.integer('EBB_EXECUTOR_CALL_WAITERS', { default: 100, min: 1, max: 10_000 });
    this.subscenarioWait = settings.duration('EBB_EXECUTOR_SUBSCENARIO_WAIT', {
      default: '40m',
      min: '100ms',
      max: '28d',
    });
    this.callbackTimeout = settings.duration('EBB_EXECUTOR_CALLBACK_TIMEOUT', { default: '10s', min: '1s', max: '1m' });
    this.callbackPoll = settings.duration('EBB_EXECUTOR_CALLBACK_POLL', { default: '5s', min: '10ms', max: '5m' });
  }
}

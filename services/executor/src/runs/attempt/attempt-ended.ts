import type { ErrorClass } from '@ebbflow/connector-sdk';

/** Why an attempt ends without a verdict. */
export type EndReason =
  /** Another worker holds the run; nothing more may be written or called. */
  | { readonly kind: 'lost' }
  /** The worker stops, or something the run needs is away: back to the queue. */
  | { readonly kind: 'handed-back'; readonly dueInMs: number }
  /** The run was to end with this error, and did not come to it in time. */
  | { readonly kind: 'overdue'; readonly errorClass: ErrorClass }
  /** The scenario pauses. */
  | { readonly kind: 'suspended'; readonly dueInMs: number };

/**
 * Leaves the engine from any port once the attempt is over. Not an error of the run: it never reaches a verdict or the
 * journal, because the engine lets through what comes from `journal`, `sleep` or an aborted signal.
 */
export class AttemptEnded extends Error {
  readonly reason: EndReason;

  constructor(reason: EndReason) {
    super(`The attempt ended: ${reason.kind}.`);
    this.name = 'AttemptEnded';
    this.reason = reason;
  }
}

import type { Clock } from '@ebbflow/kernel';
import type { HeldRun } from '../held-run.ts';
import { AttemptEnded, type EndReason } from './attempt-ended.ts';

/**
 * One attempt at one run: whose lease it is and whether it may still act. It may until the first `end()`; the reason
 * given then is the only one that counts. Everything that reaches outside calls `assertMayAct()` first.
 */
export class AttemptScope {
  readonly run: HeldRun;
  /** Blobs of bundles that this attempt or an earlier one spilled; they go with the end of the run. */
  readonly spilledBlobs = new Set<string>();
  readonly #clock: Clock;
  readonly #controller = new AbortController();
  #leaseEndsAtMs: number;

  constructor(run: HeldRun, clock: Clock, leaseEndsAtMs: number) {
    this.run = run;
    this.#clock = clock;
    this.#leaseEndsAtMs = leaseEndsAtMs;
  }

  /** Aborted with an AttemptEnded. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(reason: EndReason): void {
    if (!this.signal.aborted) this.#controller.abort(new AttemptEnded(reason));
  }

  /** The database confirmed the lease; it holds at least until this instant of the local clock, counted from before the question. */
  renewed(leaseEndsAtMs: number): void {
    this.#leaseEndsAtMs = leaseEndsAtMs;
  }

  /**
   * @throws AttemptEnded when the attempt is over, or when the lease ran out by our own clock: a process that stood still
   * (garbage collection, suspended machine) finds out here before it calls anybody, and not from the refused write after it.
   */
  assertMayAct(): void {
    if (this.#clock.nowMs() >= this.#leaseEndsAtMs) this.end({ kind: 'lost' });
    this.signal.throwIfAborted();
  }
}

import { ModuleError } from '@ebbflow/connector-sdk';
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
  readonly #interruption = new AbortController();
  #leaseEndsAtMs: number;
  #isCancelled = false;

  constructor(run: HeldRun, clock: Clock, leaseEndsAtMs: number) {
    this.run = run;
    this.#clock = clock;
    this.#leaseEndsAtMs = leaseEndsAtMs;
    if (run.isCancelled) this.cancel();
  }

  /** Aborted with an AttemptEnded. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborted with a ModuleError: the run is to end with that error, and its attempt goes on until it has. */
  get interruption(): AbortSignal {
    return this.#interruption.signal;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Its owner asked for the end. */
  cancel(): void {
    this.#isCancelled = true;
    this.interrupt(new ModuleError('ExecutionInterruptedError', 'The run was cancelled.'));
  }

  /** The first reason counts. */
  interrupt(reason: ModuleError): void {
    if (!this.interruption.aborted) this.#interruption.abort(reason);
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

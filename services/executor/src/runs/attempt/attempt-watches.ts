import type { RunObserver } from '@ebbflow/engine';
import type { HeldRun } from '../held-run.ts';

/** What looks on while an attempt works. Costs next to nothing when nobody wants to know. */
export interface AttemptWatch {
  readonly observer: RunObserver;
  /** The attempt is over, whatever came of it. */
  left(): void;
}

export interface AttemptWatches {
  begin(run: HeldRun): AttemptWatch;
}

/** Injection token of AttemptWatches. */
export const ATTEMPT_WATCHES = Symbol('ATTEMPT_WATCHES');

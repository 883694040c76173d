import { setTimeout as wait } from 'node:timers/promises';
import { RunSuspended } from '@ebbflow/engine';
import type { Clock } from '@ebbflow/kernel';
import type { RunJournal } from '../journal/run-journal.ts';
import type { AttemptScope } from './attempt-scope.ts';

/** Short pauses are waited out; for a longer one the run gives its place back and becomes a row with an alarm. */
export class RunPause {
  readonly #scope: AttemptScope;
  readonly #journal: RunJournal;
  readonly #clock: Clock;
  readonly #inlineMs: number;

  constructor(scope: AttemptScope, journal: RunJournal, clock: Clock, inlineMs: number) {
    this.#scope = scope;
    this.#journal = journal;
    this.#clock = clock;
    this.#inlineMs = inlineMs;
  }

  /** The engine has journaled when the pause ends, so a run that resumes early waits only what is left. */
  async sleep(milliseconds: number): Promise<void> {
    await this.#journal.settle();
    if (milliseconds > this.#inlineMs) throw new RunSuspended(this.#clock.nowMs() + milliseconds);
    try {
      await wait(milliseconds, undefined, { signal: this.#scope.signal });
    } catch {
      this.#scope.signal.throwIfAborted();
    }
  }
}

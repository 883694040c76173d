import type { LiveFrame } from '@ebbflow/contracts';

const MOST_WAITING = 1_000;

/**
 * Events on their way to one watcher, who may be slower than the run. Beyond a thousand the single steps are dropped, and a
 * snapshot of each run concerned follows when the watcher has caught up: it loses detail but never the count.
 */
export class LiveQueue {
  readonly #snapshotOf: (runId: string) => LiveFrame | undefined;
  readonly #frames: LiveFrame[] = [];
  readonly #behind = new Set<string>();
  #wake: () => void = () => undefined;

  constructor(snapshotOf: (runId: string) => LiveFrame | undefined) {
    this.#snapshotOf = snapshotOf;
  }

  readonly push = (frame: LiveFrame): void => {
    const { type, runId } = frame.event;
    const isStep = type === 'module-started' || type === 'module-finished';
    if (isStep && (this.#behind.has(runId) || this.#frames.length >= MOST_WAITING)) this.#behind.add(runId);
    else this.#frames.push(frame);
    this.#wake();
  };

  /** Until the signal. */
  async *frames(signal: AbortSignal): AsyncGenerator<LiveFrame, void, undefined> {
    while (!signal.aborted) {
      const frame = this.#frames.shift();
      if (frame !== undefined) yield frame;
      else if (this.#behind.size > 0) this.#catchUp();
      else await this.#filled(signal);
    }
  }

  #catchUp(): void {
    for (const runId of this.#behind) {
      const snapshot = this.#snapshotOf(runId);
      if (snapshot !== undefined) this.#frames.push(snapshot);
    }
    this.#behind.clear();
  }

  #filled(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        this.#wake = () => undefined;
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done);
    });
  }
}

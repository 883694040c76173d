import { TransientError } from '@ebbflow/kernel';
import { MicroBatcher } from '@ebbflow/persistence';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Joins the writes of all runs of this process into batches of one transaction each, for writes that must not be dropped.
 *
 * A TransientError (database away) keeps the batch and tries it again until `stop()`: every statement behind it is fenced
 * and safe to repeat, and the runs that wait for it have nothing better to do. Any other error means that one item is
 * bad: the batch is then written item by item, so that only that one fails.
 */
export class GroupCommit<Item> {
  readonly #batcher: MicroBatcher<Item, PromiseSettledResult<boolean>>;
  readonly #write: (items: readonly Item[]) => Promise<readonly boolean[]>;
  readonly #stopping = new AbortController();

  /** `write` answers per item, in order, whether its run's lease still held. */
  constructor(maxDelayMs: number, write: (items: readonly Item[]) => Promise<readonly boolean[]>) {
    this.#write = write;
    this.#batcher = new MicroBatcher({ maxDelayMs, maxWaiting: Infinity, flush: (items) => this.#settle(items) });
  }

  /** Resolves after the commit. */
  async add(item: Item): Promise<boolean> {
    const settled = await this.#batcher.add(item);
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value;
  }

  /** From now on a TransientError is the caller's. */
  stop(): void {
    this.#stopping.abort();
  }

  async #settle(items: readonly Item[]): Promise<PromiseSettledResult<boolean>[]> {
    try {
      return (await this.#writeUntilDone(items)).map((value) => ({ status: 'fulfilled', value }));
    } catch (reason) {
      if (items.length === 1 || reason instanceof TransientError)
        return items.map(() => ({ status: 'rejected', reason }));
      const settled: PromiseSettledResult<boolean>[] = [];
      for (const item of items) settled.push(...(await this.#settle([item])));
      return settled;
    }
  }

  async #writeUntilDone(items: readonly Item[]): Promise<readonly boolean[]> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.#write(items);
      } catch (thrown) {
        if (!(thrown instanceof TransientError) || this.#stopping.signal.aborted) throw thrown;
        await pauseUnlessAborted(pauseMs, this.#stopping.signal);
      }
    }
  }
}

/** Waits, but not longer than until the signal. */
function pauseUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}

import { DefectError, TransientError } from '@ebbflow/kernel';

export interface MicroBatcherOptions<Item, Result> {
  /** Does the work for all of them at once and answers in the same order. When it throws, every caller of this batch gets the error. */
  readonly flush: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** A batch closes when it holds this many. Default 256. */
  readonly maxItems?: number;
  /** … or when its first item has waited this long, in milliseconds. Default 2. */
  readonly maxDelayMs?: number;
  /** … or when the weights of its items reach this sum (bytes, say). Default without bound. */
  readonly maxWeight?: number;
  readonly weigh?: (item: Item) => number;
  /** Batches under way at once. Default 1: what comes meanwhile makes one larger batch, as in a group commit. */
  readonly maxConcurrent?: number;
  /** Items waiting for a batch at most; further ones are refused with TransientError `PERSISTENCE.OVERLOADED`. Default 10 000. */
  readonly maxWaiting?: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly weight: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gathers single items into batches, so that many callers share one transaction and each still awaits its own result.
 *
 * *Idle* (nobody waits) → *filling* (the first item sets the timer) → *due* (timer, number or weight) → *under way*, as
 * soon as a slot is free. While all slots are taken a due batch goes on filling: load makes batches larger, not more.
 */
export class MicroBatcher<Item, Result = void> {
  readonly #options: Required<Omit<MicroBatcherOptions<Item, Result>, 'weigh'>>;
  readonly #weigh: (item: Item) => number;
  #waiting: Waiting<Item, Result>[] = [];
  #waitingWeight = 0;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #underWay = 0;
  readonly #onIdle: (() => void)[] = [];

  constructor(options: MicroBatcherOptions<Item, Result>) {
    this.#options = {
      maxItems: 256,
      maxDelayMs: 2,
      maxWeight: Infinity,
      maxConcurrent: 1,
      maxWaiting: 10_000,
      ...options,
    };
    this.#weigh = options.weigh ?? (() => 0);
  }

  /** Resolves with this item's result once its batch is done. @throws whatever `flush` throws; TransientError when too many wait. */
  add(item: Item): Promise<Result> {
    if (this.#waiting.length >= this.#options.maxWaiting) {
      return Promise.reject(
        new TransientError('PERSISTENCE.OVERLOADED', 'Too many items are waiting to be stored; try again.'),
      );
    }
    return new Promise<Result>((resolve, reject) => {
      const weight = this.#weigh(item);
      this.#waiting.push({ item, weight, resolve, reject });
      this.#waitingWeight += weight;
      this.#pump();
    });
  }

  /** Closes the batch that is filling and resolves when nothing waits and nothing is under way. Never throws; callers of `add` get the errors. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0 || this.#underWay > 0) {
      this.#isDue = true;
      this.#pump();
      await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    }
  }

  #pump(): void {
    const { maxItems, maxWeight, maxConcurrent, maxDelayMs } = this.#options;
    while (
      this.#waiting.length > 0 &&
      this.#underWay < maxConcurrent &&
      (this.#isDue || this.#waiting.length >= maxItems || this.#waitingWeight >= maxWeight)
    ) {
      void this.#run(this.#take());
    }
    if (this.#waiting.length > 0 && !this.#isDue) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#isDue = true;
        this.#pump();
      }, maxDelayMs);
    }
  }

  /** The oldest items that fit one batch; at least one, however heavy. */
  #take(): readonly Waiting<Item, Result>[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isDue = false;
    let count = 0;
    let weight = 0;
    for (const next of this.#waiting) {
      if (count >= this.#options.maxItems || (count > 0 && weight + next.weight > this.#options.maxWeight)) break;
      weight += next.weight;
      count += 1;
    }
    const taken = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    this.#waitingWeight -= weight;
    return taken;
  }

  async #run(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    this.#underWay += 1;
    try {
      const results = await this.#options.flush(batch.map(({ item }) => item));
      if (results.length !== batch.length) {
        throw new DefectError('PERSISTENCE.BATCH_MISMATCH', 'A batch must answer each of its items.');
      }
      // The lengths are equal, so every index holds a result.
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (thrown) {
      for (const { reject } of batch) reject(thrown);
    } finally {
      this.#underWay -= 1;
      this.#pump();
      if (this.#underWay === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
    }
  }
}

import { TransientError } from '@ebbflow/kernel';
import { MicroBatcher } from './micro-batcher.ts';

/** A flush that records its batches and ends when the test says so. */
function heldFlush() {
  const batches: number[][] = [];
  const ends: (() => void)[] = [];
  const flush = (items: readonly number[]) => {
    batches.push([...items]);
    return new Promise<number[]>((resolve) => ends.push(() => resolve(items.map((item) => item * 10))));
  };
  return { batches, flush, endNext: () => ends.shift()?.() };
}
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const double = async (items: readonly number[]) => items.map((item) => item * 2);

describe('MicroBatcher', () => {
  it('gives each caller its own result of a shared batch', async () => {
    const batcher = new MicroBatcher({ flush: double });
    expect(await Promise.all(numbers(5).map((item) => batcher.add(item)))).toEqual([0, 2, 4, 6, 8]);
  });

  it('closes a batch at its greatest number without waiting for the timer', () => {
    const { batches, flush, endNext } = heldFlush();
    const batcher = new MicroBatcher({ flush, maxItems: 3, maxDelayMs: 60_000 });
    for (const item of numbers(3)) void batcher.add(item);
    expect(batches).toEqual([[0, 1, 2]]);
    endNext();
  });

  it('makes one larger batch of what comes while another is under way', async () => {
    const { batches, flush, endNext } = heldFlush();
    const batcher = new MicroBatcher({ flush, maxItems: 2, maxDelayMs: 60_000 });
    const first = [batcher.add(1), batcher.add(2)];
    const second = [batcher.add(3), batcher.add(4)];
    expect(batches).toEqual([[1, 2]]);
    endNext();
    await Promise.all(first);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
    endNext();
    expect(await Promise.all(second)).toEqual([30, 40]);
  });

  it('closes a batch by weight, and takes one item however heavy', async () => {
    const batches: number[][] = [];
    const flush = async (items: readonly number[]) => (batches.push([...items]), items);
    const batcher = new MicroBatcher({ flush, weigh: (item) => item, maxWeight: 10, maxDelayMs: 60_000 });
    const done = [4, 5, 99, 3, 7].map((item) => batcher.add(item));
    await batcher.drain();
    await Promise.all(done);
    expect(batches).toEqual([[4, 5], [99], [3, 7]]);
  });

  it('fails every caller of the batch that failed and none of the next', async () => {
    let fail = true;
    const batcher = new MicroBatcher({
      maxItems: 2,
      flush: async (items: readonly number[]) => {
        if (fail) throw new Error('away');
        return items;
      },
    });
    const failed = await Promise.allSettled([batcher.add(1), batcher.add(2)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fail = false;
    expect(await batcher.add(3)).toBe(3);
  });

  it('refuses what exceeds the greatest number of waiting items', async () => {
    const { flush, endNext } = heldFlush();
    const batcher = new MicroBatcher({ flush, maxItems: 1, maxWaiting: 1 });
    const underWay = batcher.add(1);
    const waiting = batcher.add(2);
    await expect(batcher.add(3)).rejects.toBeInstanceOf(TransientError);
    endNext();
    await underWay;
    endNext();
    await waiting;
  });

  it('drains what is filling at once and resolves when all is done', async () => {
    const batcher = new MicroBatcher({ flush: double, maxDelayMs: 60_000 });
    const result = batcher.add(21);
    await batcher.drain();
    expect(await result).toBe(42);
    await batcher.drain();
  });

  it('is an error of ours when a flush does not answer each item', async () => {
    const batcher = new MicroBatcher({ flush: async () => [] as number[] });
    await expect(batcher.add(1)).rejects.toMatchObject({ code: 'PERSISTENCE.BATCH_MISMATCH' });
  });
});

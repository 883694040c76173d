import { TokenBucket } from './token-bucket.ts';

describe('a token bucket', () => {
  it('lets a burst pass, then one after the other', () => {
    let now = 1_000;
    const bucket = new TokenBucket(4, () => now);
    expect([1, 2, 3, 4, 5, 6].map(() => bucket.take(10_000))).toEqual([0, 0, 0, 0, 250, 500]);
    now += 1_500;
    expect([1, 2, 3, 4, 5].map(() => bucket.take(10_000))).toEqual([0, 0, 0, 0, 250]);
  });

  it('refuses what would wait too long, and that costs nothing', () => {
    const bucket = new TokenBucket(2, () => 0);
    const waits = Array.from({ length: 8 }, () => bucket.take(1_000));
    expect(waits).toEqual([0, 0, 500, 1_000, undefined, undefined, undefined, undefined]);
  });

  it('is never over its rate, whenever it is asked', () => {
    let now = 0;
    const bucket = new TokenBucket(10, () => now);
    const begun: number[] = [];
    for (let step = 0; step < 500; step += 1) {
      now += (step * 37) % 90;
      const wait = bucket.take(400);
      if (wait !== undefined) begun.push(now + wait);
    }
    // A full burst and what is refilled within the same second.
    for (const from of begun)
      expect(begun.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(20);
    expect(begun.length / (now / 1_000)).toBeLessThanOrEqual(11);
  });
});

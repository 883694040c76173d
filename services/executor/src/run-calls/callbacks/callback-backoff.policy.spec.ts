import { CALLBACK_LIFE_MS, nextCallbackAttemptMs } from './callback-backoff.policy.ts';

describe('the attempts to deliver a callback', () => {
  it('come further and further apart, and end within a day', () => {
    const pauses: number[] = [];
    let nowMs = 0;
    for (let attempts = 1; ; attempts += 1) {
      const nextMs = nextCallbackAttemptMs(attempts, nowMs, CALLBACK_LIFE_MS);
      if (nextMs === undefined) break;
      pauses.push((nextMs - nowMs) / 1_000);
      nowMs = nextMs;
    }
    expect(pauses).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000]);
    expect(nowMs).toBeLessThan(CALLBACK_LIFE_MS);
  });
});

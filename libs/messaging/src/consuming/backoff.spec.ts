import { TransientError } from '@ebbflow/kernel';
import { pause, pauseMs } from './backoff.ts';

const BACKOFF = { firstMs: 100, capMs: 5_000 };

describe('pauseMs', () => {
  it('doubles up to the cap, and is shortened by half at most', () => {
    for (const [failures, full] of [
      [1, 100],
      [2, 200],
      [4, 800],
      [7, 5_000],
      [500, 5_000],
    ] as const) {
      const value = pauseMs(failures, BACKOFF);
      expect(value).toBeGreaterThanOrEqual(full / 2);
      expect(value).toBeLessThanOrEqual(full);
    }
  });

  it('waits as long as a TransientError asks, from its second failure on and within the cap', () => {
    const error = new TransientError('TEST.BUSY', 'busy', { retryAfterMs: 60_000 });
    expect(pauseMs(1, BACKOFF, error)).toBeLessThanOrEqual(100);
    expect(pauseMs(2, BACKOFF, error)).toBeGreaterThanOrEqual(2_500);
    expect(pauseMs(2, BACKOFF, error)).toBeLessThanOrEqual(5_000);
  });
});

describe('pause', () => {
  it('ends at once when the signal is aborted', async () => {
    const controller = new AbortController();
    const waiting = pause(60_000, controller.signal);
    controller.abort();
    await expect(waiting).resolves.toBeUndefined();
    await expect(pause(60_000, controller.signal)).resolves.toBeUndefined();
  });
});

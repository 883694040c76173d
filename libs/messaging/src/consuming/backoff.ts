import { TransientError } from '@ebbflow/kernel';

export interface Backoff {
  /** First pause in milliseconds; doubles with each failure in a row. */
  readonly firstMs: number;
  readonly capMs: number;
}

/**
 * The pause before attempt `failures + 1`: doubling, capped, and shortened by up to a half at random so that consumers
 * which failed together do not come back together. A TransientError may ask for longer, within the cap.
 */
export function pauseMs(failures: number, { firstMs, capMs }: Backoff, error?: unknown): number {
  const doubled = Math.min(capMs, firstMs * 2 ** Math.min(failures - 1, 20));
  const asked = error instanceof TransientError && failures > 1 ? Math.min(capMs, error.retryAfterMs) : 0;
  return Math.max(doubled, asked) * (0.5 + Math.random() / 2);
}

/** Waits, or returns at once when the signal is or gets aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
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

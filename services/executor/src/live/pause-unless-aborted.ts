import { setTimeout as wait } from 'node:timers/promises';

/** Waits, but not longer than until the signal; never rejects. */
export async function pauseUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}

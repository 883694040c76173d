const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 900_000;

/** When a stream is tried again after `attempts` that failed in a row: twice as late each time, up to a quarter of an hour. Undefined: it stops. */
export function nextStreamAttemptMs(attempts: number, nowMs: number, givesUpAtMs: number): number | undefined {
  if (nowMs >= givesUpAtMs) return undefined;
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 20), LONGEST_PAUSE_MS);
  // The last attempt comes when the time is over, not a quarter of an hour later.
  return Math.min(nowMs + pauseMs, givesUpAtMs);
}

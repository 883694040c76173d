const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;

/** When a message that could not be handed over is tried again: 5 s, 10 s, 20 s … at most a quarter of an hour. */
export function nextMailAttempt(attempts: number, nowMs: number): Date {
  return new Date(nowMs + Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS));
}

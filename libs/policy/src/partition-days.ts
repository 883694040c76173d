import type { Duration } from '@ebbflow/kernel';

const DAY_MS = 86_400_000;

/** The UTC day of an instant, `YYYY-MM-DD`. Partitions follow UTC, so that no change of clocks makes a day of 23 or 25 hours. */
export function utcDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** The day `count` days after `day`. */
export function addDays(day: string, count: number): string {
  return utcDay(Date.parse(day) + count * DAY_MS);
}

/** Whether a row stamped at `atMs` is past its lifetime: from that very millisecond on it is hidden. */
export function isPast(atMs: number, ttl: Duration, nowMs: number): boolean {
  return atMs + ttl.milliseconds <= nowMs;
}

/**
 * The first UTC day that may still hold a row within its lifetime; every earlier day may be dropped whole.
 * A day's last row is stamped just before the day ends, so the day goes only when its end plus the lifetime has passed.
 */
export function firstKeptDay(ttl: Duration, nowMs: number): string {
  return utcDay(nowMs - ttl.milliseconds);
}

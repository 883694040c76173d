import type { InstantSource } from './instant-source.ts';

const HOUR_MS = 3_600_000;
/** How far back is looked, step by step: a start a minute for a month is 43 200 instants, of which only the last few count. */
const LOOKBACKS_MS = [HOUR_MS, 24 * HOUR_MS, 31 * 24 * HOUR_MS, 366 * 24 * HOUR_MS, Infinity];

/** The last `count` instants from `firstMs` (itself one) to `nowMs`, both included, in order. */
export function lastInstants(plan: InstantSource, firstMs: number, nowMs: number, count: number): readonly number[] {
  let found: number[] = [];
  for (const lookback of LOOKBACKS_MS) {
    const fromMs = Math.max(firstMs, nowMs - lookback);
    found = fromMs === firstMs ? [firstMs] : [];
    for (
      let at = plan.after(fromMs === firstMs ? firstMs : fromMs - 1);
      at !== undefined && at <= nowMs;
      at = plan.after(at)
    ) {
      found.push(at);
    }
    if (found.length >= count || fromMs === firstMs) break;
  }
  return found.slice(-count);
}

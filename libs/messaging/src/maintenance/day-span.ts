import type { Partition } from '@ebbflow/persistence';

export const DAY_MS = 86_400_000;

/** The UTC day that holds the instant. */
export function daySpan(atMs: number): Partition {
  const from = Math.floor(atMs / DAY_MS) * DAY_MS;
  return { from: new Date(from), to: new Date(from + DAY_MS) };
}

/** How many incomplete executions a scenario has, and their bytes. */
export interface Fill {
  count: number;
  bytes: number;
}

export interface Room {
  readonly maxCount: number;
  readonly maxBytes: number;
}

/**
 * A scenario without room stops. What its runs under way put aside until they end is kept nevertheless, or stopping would lose what it
 * is to protect; but no more than so many times its room, because a queue of runs may be under way.
 */
const BEYOND = 10;

export type Admission =
  /** There is room. */
  | 'stored'
  /** There is none, and the scenario stops; this one is kept. */
  | 'stored-beyond'
  /** There is none and the scenario lets data be lost, or it is far beyond its room. */
  | 'dropped';

/** Decides about one more of `bytes`, and counts it when it is kept. */
export function admit(fill: Fill, bytes: number, { maxCount, maxBytes }: Room, dataloss: boolean): Admission {
  const fits = (times: number): boolean => fill.count + 1 <= maxCount * times && fill.bytes + bytes <= maxBytes * times;
  const admission = fits(1) ? 'stored' : !dataloss && fits(BEYOND) ? 'stored-beyond' : 'dropped';
  if (admission !== 'dropped') {
    fill.count += 1;
    fill.bytes += bytes;
  }
  return admission;
}

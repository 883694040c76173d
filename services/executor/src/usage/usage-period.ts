/** A calendar month in UTC: what plans count by. */
export interface UsagePeriod {
  readonly start: Date;
  /** The first instant after it. */
  readonly end: Date;
}

export function periodOf(instant: Date): UsagePeriod {
  const year = instant.getUTCFullYear();
  const month = instant.getUTCMonth();
  return { start: new Date(Date.UTC(year, month, 1)), end: new Date(Date.UTC(year, month + 1, 1)) };
}

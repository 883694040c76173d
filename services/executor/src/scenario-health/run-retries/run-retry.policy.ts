const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a whole run waits before it is done again, by how often that failed already. */
const DELAYS_MS = [1, 2, 5, 10]
  .map((minutes) => minutes * MINUTE_MS)
  .concat([1, 3, 12, 24].map((hours) => hours * HOUR_MS));

/** One of the runs that follow a failed one: `retry:<first run>:<its number, from 1>`. */
export interface RunRetry {
  readonly firstRunId: string;
  readonly number: number;
}

const KEY = /^retry:(run_[0-9a-f]{32}):(\d+)$/;

/** The retry that follows this run, and when; undefined once the last one was this run. The key is that of the run that failed. */
export function nextRunRetry(
  runId: string,
  requestKey: string | null,
): (RunRetry & { readonly requestKey: string; readonly delayMs: number }) | undefined {
  const match = KEY.exec(requestKey ?? '');
  const firstRunId = match?.[1] ?? runId;
  const number = Number(match?.[2] ?? 0) + 1;
  const delayMs = DELAYS_MS[number - 1];
  return delayMs === undefined
    ? undefined
    : { firstRunId, number, delayMs, requestKey: `retry:${firstRunId}:${String(number)}` };
}

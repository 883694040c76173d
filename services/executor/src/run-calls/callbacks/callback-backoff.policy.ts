/** After the first, second, … attempt that failed; the last one repeats. As the Standard Webhooks specification recommends. */
const PAUSES_MS = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000];

/** How long a callback is kept trying, from the end of its run. */
export const CALLBACK_LIFE_MS = 86_400_000;

/** When it is tried again after `attempts` that failed; undefined when its time is over by then. */
export function nextCallbackAttemptMs(attempts: number, nowMs: number, expiresAtMs: number): number | undefined {
  const dueMs = nowMs + (PAUSES_MS[attempts - 1] ?? PAUSES_MS.at(-1) ?? 0);
  return dueMs < expiresAtMs ? dueMs : undefined;
}

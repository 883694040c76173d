import { DefectError } from '@ebbflow/kernel';

/**
 * Waits until `condition` gives something truthy, and returns that. Asks every 10 ms; never use a sleep instead.
 * @throws DefectError with `what` after `timeoutMs` (default 10 s); the last error of `condition` is its cause.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { what = 'the condition', timeoutMs = 10_000 }: { what?: string; timeoutMs?: number } = {},
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      cause = undefined;
    } catch (thrown) {
      cause = thrown;
    }
    if (performance.now() > deadline) {
      throw new DefectError('TESTING.TIMED_OUT', `Waited ${String(timeoutMs)} ms in vain for ${what}.`, { cause });
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

import type { ErrorClass } from '@ebbflow/connector-sdk';
import type { IncompleteBundle } from '@ebbflow/engine';

const MINUTE_MS = 60_000;

/** How long an incomplete execution waits for its next retry, by how many have failed. After the last one it waits for a person. */
const BACKOFF_MS = [1, 10, 10, 30, 30, 30, 180, 180].map((minutes) => minutes * MINUTE_MS);

/** Errors whose reason passes by itself. All others need somebody who changes something. */
const PASSING: ReadonlySet<ErrorClass> = new Set(['ConnectionError', 'RateLimitError', 'ModuleTimeoutError']);

/** Who retries: the back-off table, the Break directive that put it aside, or a person. */
export type RetryPlan =
  | { readonly kind: 'backoff' }
  | { readonly kind: 'break'; readonly count: number; readonly intervalMs: number }
  | { readonly kind: 'manual' };

/** `hasHandler`: the failed module has an error handler, and it has decided against a retry: Break without one. */
export function retryPlanOf({ retry, error }: IncompleteBundle, hasHandler: boolean): RetryPlan {
  if (retry !== undefined) return { kind: 'break', count: retry.count, intervalMs: retry.intervalMs };
  return !hasHandler && PASSING.has(error.class) ? { kind: 'backoff' } : { kind: 'manual' };
}

/** When the next retry is due after `failures` of them failed; undefined: never by itself. A service that asks for more time gets it. */
export function nextRetryAt(
  plan: RetryPlan,
  failures: number,
  { nowMs, retryAfterMs }: { readonly nowMs: number; readonly retryAfterMs?: number | undefined },
): Date | undefined {
  const delayMs = delayOf(plan, failures);
  return delayMs === undefined ? undefined : new Date(nowMs + Math.max(delayMs, retryAfterMs ?? 0));
}

function delayOf(plan: RetryPlan, failures: number): number | undefined {
  if (plan.kind === 'backoff') return BACKOFF_MS[failures];
  if (plan.kind === 'break' && failures < plan.count) return Math.max(0, plan.intervalMs);
  return undefined;
}

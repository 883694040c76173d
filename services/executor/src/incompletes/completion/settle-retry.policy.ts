import type { CompiledScenario } from '@ebbflow/blueprint';
import type { ErrorClass } from '@ebbflow/connector-sdk';
import type { Verdict } from '@ebbflow/engine';
import type { IncompleteRow } from '../incomplete-execution.ts';
import { nextRetryAt, type RetryPlan, retryPlanOf } from '../retry/retry-plan.policy.ts';

/** What becomes of an incomplete execution whose retry has ended. */
export interface RetrySettlement {
  readonly state: 'resolved' | 'pending';
  readonly attempts: number;
  readonly plan: RetryPlan;
  readonly nextRetryAt: Date | undefined;
  /** It was retried by itself until now, and is no more. */
  readonly isExhausted: boolean;
}

/**
 * A retry that put nothing aside and did not fail resolves it. One that put something aside came to a place of its own, whose error and
 * handler say what follows; but the failures are counted on, so that two modules that fail in turn do not go on for ever. One that
 * failed without that keeps its place and its plan.
 */
export function settleRetry(
  row: Pick<IncompleteRow, 'attempts' | 'retry_kind' | 'retry_count' | 'retry_interval_ms' | 'next_retry_at'>,
  { status, incomplete, error }: Pick<Verdict, 'status' | 'incomplete' | 'error'>,
  scenario: CompiledScenario | undefined,
  nowMs: number,
): RetrySettlement {
  const known = planOf(row);
  if (status !== 'error' && incomplete.length === 0) {
    return { state: 'resolved', attempts: row.attempts, plan: known, nextRetryAt: undefined, isExhausted: false };
  }
  const [again] = incomplete;
  const plan = again === undefined ? known : retryPlanOf(again, hasHandler(scenario, again.moduleId));
  const attempts = row.attempts + 1;
  const retryAfterMs = again?.error.retryAfterMs ?? error?.retryAfterMs;
  const isHopeless = again === undefined && error !== undefined && !mayPass(known, error.class);
  const next = isHopeless ? undefined : nextRetryAt(plan, attempts, { nowMs, retryAfterMs });
  const wasAutomatic = known.kind !== 'manual';
  return { state: 'pending', attempts, plan, nextRetryAt: next, isExhausted: wasAutomatic && next === undefined };
}

export function hasHandler(scenario: CompiledScenario | undefined, moduleId: number): boolean {
  return scenario?.modules.some(({ id, handler }) => id === moduleId && handler !== undefined) === true;
}

/** The back-off table is for errors that pass; a run that could not be carried out at all may be one. */
function mayPass(plan: RetryPlan, errorClass: ErrorClass): boolean {
  return (
    plan.kind === 'break' ||
    ['ConnectionError', 'RateLimitError', 'ModuleTimeoutError', 'ExecutionInterruptedError'].includes(errorClass)
  );
}

function planOf(row: Pick<IncompleteRow, 'retry_kind' | 'retry_count' | 'retry_interval_ms'>): RetryPlan {
  if (row.retry_kind !== 'break') return { kind: row.retry_kind };
  return { kind: 'break', count: row.retry_count ?? 0, intervalMs: Number(row.retry_interval_ms ?? 0) };
}

import type { PlanLimits } from '@ebbflow/contracts';

/** Percent of a plan at which its owner is told; at the last one new runs wait. */
export const QUOTA_LEVELS = [75, 90, 100] as const;
export type QuotaLevel = (typeof QUOTA_LEVELS)[number];

export interface Used {
  readonly operations: number;
  readonly transferBytes: number;
}

/** The highest level that is reached by either of the two, 0 below all of them. */
export function quotaLevelOf(limits: PlanLimits, used: Used): QuotaLevel | 0 {
  const percent = Math.max(
    percentOf(used.operations, limits.operations),
    percentOf(used.transferBytes, limits.transferBytes),
  );
  return QUOTA_LEVELS.findLast((level) => percent >= level) ?? 0;
}

function percentOf(used: number, limit: number | undefined): number {
  return limit === undefined ? 0 : (used / limit) * 100;
}

import { z } from 'zod';

/** What an organisation may use: `free` to `enterprise` bound it, `unlimited` does not and is the rule where people host themselves. */
export const planSchema = z.enum(['free', 'core', 'pro', 'teams', 'enterprise', 'unlimited']);
export type Plan = z.infer<typeof planSchema>;

/** Undefined is without bound. */
export interface PlanLimits {
  /** Operations in a calendar month (UTC). */
  readonly operations?: number;
  /** Bytes transferred in a calendar month (UTC). */
  readonly transferBytes?: number;
  /** Bytes that runs leave in logs on a day (UTC); beyond it only their basic information is kept. */
  readonly logBytes?: number;
}

const MEBIBYTE = 1_048_576;
const GIBIBYTE = 1_073_741_824;

/** Bounds of a month, and of a day's logs. Data stores, queues and incomplete executions have bounds of their own, the same for everybody (configuration reference). */
export const PLANS: Readonly<Record<Plan, PlanLimits>> = {
  free: {
    operations: 1_000,
    transferBytes: 512 * MEBIBYTE,
    logBytes: 64 * MEBIBYTE,
  },
  core: {
    operations: 10_000,
    transferBytes: 5 * GIBIBYTE,
    logBytes: 512 * MEBIBYTE,
  },
  pro: {
    operations: 100_000,
    transferBytes: 50 * GIBIBYTE,
    logBytes: 2 * GIBIBYTE,
  },
  teams: {
    operations: 500_000,
    transferBytes: 250 * GIBIBYTE,
    logBytes: 5 * GIBIBYTE,
  },
  enterprise: {
    operations: 10_000_000,
    transferBytes: 5_000 * GIBIBYTE,
    logBytes: 20 * GIBIBYTE,
  },
  unlimited: {},
};

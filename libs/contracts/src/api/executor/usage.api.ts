import { z } from 'zod';
import { planSchema } from '../../plans.ts';

const usedSchema = z.object({
  used: z.int().nonnegative(),
  /** Null is without bound. */
  limit: z.int().nonnegative().nullable(),
});

/** `GET /v1/usage`: what the organisation used in this calendar month (UTC), and what its plan allows. */
export const usageSchema = z.object({
  plan: planSchema,
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  operations: usedSchema,
  transferBytes: usedSchema,
  /** What runs left in logs today (UTC). */
  logBytesToday: usedSchema,
  /** New runs wait until then, because the plan's limit is reached; null while they do not. */
  heldUntil: z.iso.datetime().nullable(),
});
export type Usage = z.infer<typeof usageSchema>;

/** `PUT /internal/v1/organisations/{organisationId}/plan` (identity only): from now on this plan. Null goes back to the installation's own (`EBB_EXECUTOR_PLAN`). */
export const setPlanSchema = z.object({ plan: planSchema.nullable() });

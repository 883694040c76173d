import { z } from 'zod';

/** A category or record of the policy, a lifetime and an hour: what is unreadable at one moment (`Period` of libs/crypto). */
export const periodSchema = z.strictObject({
  category: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  lifetimeDays: z.int().positive().max(65_535),
  /** Whole hours since 1970, UTC. */
  hour: z.int().nonnegative().max(0xffff_ffff),
});
export type AskedPeriod = z.infer<typeof periodSchema>;

/**
 * `POST /internal/v1/period-salts/read` (gateway, executor, log-store): the salt of each period, made when it is first asked for; in the order
 * asked, null for a period that is over. 400 `VAULT.BAD_PERIOD` for one that lives longer than the policy allows, or begins in more than an hour.
 */
export const readPeriodSaltsSchema = z.strictObject({ periods: z.array(periodSchema).min(1).max(500) });
/** 32 bytes in base64 each. */
export const periodSaltsSchema = z.object({ salts: z.array(z.base64().nullable()) });
export type PeriodSaltsAnswer = z.infer<typeof periodSaltsSchema>;

/** `GET /internal/v1/period-salts` (vault, retention): for each category and lifetime the salts there are, and those that were destroyed. */
export const periodSaltStatusSchema = z.object({
  items: z.array(
    z.object({
      category: z.string(),
      lifetimeDays: z.int().positive(),
      /** Not destroyed. */
      living: z.int().nonnegative(),
      destroyed: z.int().nonnegative(),
      /** Beginning of the oldest hour that is not destroyed; null where there is none. */
      oldestHour: z.iso.datetime().nullable(),
      /** When the last one was destroyed. */
      lastDestroyedAt: z.iso.datetime().nullable(),
      /** Over, and not destroyed yet: 0, or a job that is late. */
      overdue: z.int().nonnegative(),
    }),
  ),
});
export type PeriodSaltStatus = z.infer<typeof periodSaltStatusSchema>;

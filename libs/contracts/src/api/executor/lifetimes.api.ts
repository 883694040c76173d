import { z } from 'zod';

/** The categories of the notice whose lifetime a tenant may shorten. */
export const SHORTENED_CATEGORIES = [
  'gateway-logs',
  'incomplete-runs',
  'notifications',
  'activity',
  'execution-details',
] as const;
export const shortenedCategorySchema = z.enum(SHORTENED_CATEGORIES);
export type ShortenedCategory = z.infer<typeof shortenedCategorySchema>;

/** Whole days: keys of periods, partitions and the notice all count in them. */
const daysSchema = z.string().regex(/^P([1-9]\d{0,3})D$/, 'must be whole days, such as P7D.');

/**
 * `PUT /v1/lifetimes`, `PUT /v1/teams/{teamId}/lifetimes` and `PUT /v1/scenarios/{scenarioId}/lifetimes` with `If-Match`: replaces what was
 * set there. A category that is left out follows the next outer one: a scenario its team, a team the organisation, and that the notice.
 * 422 `EXECUTOR.LIFETIME_TOO_LONG` for one that is longer than the next outer one.
 */
export const putLifetimesSchema = z.object({
  lifetimes: z.partialRecord(shortenedCategorySchema, daysSchema),
});

/** `GET` of the same. `revision` is the ETag; 0 while nothing was ever set there. */
export const lifetimesSchema = z.object({
  revision: z.int().nonnegative(),
  lifetimes: z.record(
    shortenedCategorySchema,
    z.object({
      /** What was set here; null where it follows. */
      set: z.string().nullable(),
      /** The longest that may be set here. */
      longest: z.string(),
      /** What holds. */
      effective: z.string(),
    }),
  ),
});
export type LifetimesAnswer = z.infer<typeof lifetimesSchema>;

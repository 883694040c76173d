import { z } from 'zod';

/**
 * `PUT|GET|DELETE /v1/scenarios/{id}/concurrency`: how many runs of a scenario go on beside each other. With `key`, a template over the
 * trigger's bundle (`{{1.customerId}}`), the limit holds for each value of it by itself, and runs of one value start in the order in
 * which they were asked for. Without it the limit holds for the scenario, and the smaller of it and the blueprint's own applies.
 * Runs that are queued already keep what they were queued with.
 */
export const concurrencySchema = z.object({
  limit: z.int().min(1).max(1_000),
  key: z.string().min(1).max(1_000).optional(),
});
export type Concurrency = z.infer<typeof concurrencySchema>;

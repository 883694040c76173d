import { z } from 'zod';

/** `<prefix>_<32 hex digits>`. */
const idSchema = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);

/**
 * `POST /v1/scenarios/{id}/runs`: run once by hand, active or not. 202 with the run's id. What the trigger would bring is given as one
 * `bundle`, or as several `events` with a cycle each, or is what the hook received before (`fromDelivery`); left out, it is empty.
 */
export const runOnceSchema = z
  .object({
    bundle: z.record(z.string(), z.unknown()).optional(),
    events: z.array(z.record(z.string(), z.unknown())).min(1).max(1_000).optional(),
    /** `dlv_…`, of the scenario's own hook. */
    fromDelivery: z
      .string()
      .regex(/^dlv_[0-9a-f]{32}$/)
      .optional(),
    /** `draft`: as it is being edited, without publishing it. */
    version: z.enum(['published', 'draft']).default('published'),
  })
  .refine(({ bundle, events, fromDelivery }) => [bundle, events, fromDelivery].filter(Boolean).length <= 1, {
    message: 'Give one of bundle, events and fromDelivery.',
  });
export const runStartedSchema = z.object({ runId: z.string() });

/** `GET /v1/runs?state=unfinished&scenarioId=`: runs not yet in the log store. `GET /v1/runs/{id}`: one, also once it is finished. */
export const liveRunSchema = z.object({
  id: z.string(),
  scenarioId: z.string(),
  state: z.enum(['queued', 'running', 'waiting', 'finished']),
  createdAt: z.iso.datetime(),
});
export type LiveRun = z.infer<typeof liveRunSchema>;

/** Query of `GET /v1/runs`, newest first. */
export const listRunsSchema = z.object({
  state: z.literal('unfinished').default('unfinished'),
  scenarioId: idSchema.optional(),
  cursor: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const liveRunListSchema = z.object({ items: z.array(liveRunSchema), nextCursor: z.string().nullable() });
export type LiveRunList = z.infer<typeof liveRunListSchema>;

import { z } from 'zod';
import { runStatusSchema } from '../events/executor.run-finished.v1.event.ts';
import { searchKeyNameSchema } from './executor/search-keys.api.ts';

/** `GET /v1/runs?scenarioId=&status=&cursor=&limit=`, newest first. */
export const finishedRunSchema = z.object({
  id: z.string(),
  scenarioId: z.string(),
  scenarioVersion: z.int(),
  trigger: z.string(),
  status: runStatusSchema,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  operations: z.int(),
  transferBytes: z.int(),
  errorClass: z.string().nullable(),
  confidential: z.boolean(),
  /** When the run and its details can be read no more. */
  expiresAt: z.iso.datetime(),
});
export type FinishedRun = z.infer<typeof finishedRunSchema>;

/** `PUT /internal/v1/categories/{category}/partitions` (retention only): create and drop day partitions. Days are `YYYY-MM-DD`, UTC. */
export const applyPartitionsSchema = z.object({ create: z.array(z.iso.date()), dropBefore: z.iso.date() });
export const partitionsAppliedSchema = z.object({ created: z.array(z.string()), dropped: z.array(z.string()) });

/** `GET /internal/v1/categories/{category}/partitions` (retention only): the first day each table still has; null when it has none. */
export const partitionsHeldSchema = z.object({
  tables: z.array(z.object({ table: z.string(), oldestDay: z.iso.date().nullable() })),
});

/** One module's work on one bundle; the same shape as ModuleExecution in run-details.ts. */
export const moduleExecutionSchema = z.object({
  moduleId: z.int(),
  module: z.string(),
  execution: z.int(),
  startedAt: z.string(),
  durationMs: z.number(),
  bundles: z.array(z.json()),
  bundleCount: z.int(),
  operations: z.int(),
  transferBytes: z.int(),
  error: z.object({ class: z.string(), message: z.string() }).optional(),
});
export const runErrorSchema = z.object({ class: z.string(), message: z.string(), moduleId: z.int().optional() });

const durationMsSchema = z.number().int().nonnegative().max(2_147_483_647);

/** What lists of runs are narrowed by; all that is named has to hold. */
const runFilters = {
  scenarioId: z.string().max(64).optional(),
  status: runStatusSchema.optional(),
  /** Ended at or after. */
  from: z.iso.datetime().optional(),
  /** Ended before. */
  to: z.iso.datetime().optional(),
  errorClass: z.string().max(64).optional(),
  cursor: z.string().max(256).optional(),
};

/** Query of `GET /v1/runs`, newest first. */
export const listFinishedRunsSchema = z.object({
  ...runFilters,
  minDurationMs: z.coerce.number().pipe(durationMsSchema).optional(),
  maxDurationMs: z.coerce.number().pipe(durationMsSchema).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/**
 * `POST /v1/runs/search` (scope `runs:read`): the same list, also by what the scenario's search keys name. A POST, because what people are
 * known by must not stand in addresses, which proxies and logs keep. `keys` are compared whole, without regard to letter case.
 */
export const searchFinishedRunsSchema = z
  .object({
    ...runFilters,
    minDurationMs: durationMsSchema.optional(),
    maxDurationMs: durationMsSchema.optional(),
    keys: z.record(searchKeyNameSchema, z.string().min(1).max(1_024)).optional(),
    limit: z.number().int().min(1).max(200).default(50),
  })
  .refine(({ keys, scenarioId }) => keys === undefined || scenarioId !== undefined, {
    message: 'Search keys are those of one scenario; say which.',
    path: ['scenarioId'],
  });
export type SearchFinishedRuns = z.infer<typeof searchFinishedRunsSchema>;
export const finishedRunListSchema = z.object({ items: z.array(finishedRunSchema), nextCursor: z.string().nullable() });
export type FinishedRunList = z.infer<typeof finishedRunListSchema>;

/**
 * `GET /v1/runs/{runId}`: the run with its details opened for its owner. `modules` and `error` are null where nothing is
 * kept: the scenario is confidential, or the key that opened them is destroyed. 404 `LOG_STORE.RUN_NOT_FOUND` once expired.
 */
export const finishedRunDetailsSchema = finishedRunSchema.extend({
  modules: z.array(moduleExecutionSchema).nullable(),
  error: runErrorSchema.nullable(),
  /** There was more than is kept: so many module executions were left out, by the bound of one `run` or of the organisation's `day`. */
  cut: z.object({ by: z.enum(['run', 'day']), executions: z.int() }).nullable(),
});
export type FinishedRunDetails = z.infer<typeof finishedRunDetailsSchema>;

/** `GET /v1/activity?cursor=&limit=`: what the organisation's scenarios did, newest first, for the lifetime of the activity stream. */
export const activitySchema = z.object({
  kind: z.literal('run-finished'),
  runId: z.string(),
  scenarioId: z.string(),
  status: runStatusSchema,
  occurredAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export const activityListSchema = z.object({ items: z.array(activitySchema), nextCursor: z.string().nullable() });
export type ActivityList = z.infer<typeof activityListSchema>;

import { z } from 'zod';

/** `<prefix>_<32 hex digits>`. */
const idSchema = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);

/**
 * `pending`: waits, for its next retry or for a person. `retrying`: a run is taking it up. `resolved`: such a run succeeded. `deleted`: a
 * person gave it up. What it held is forgotten with the last two.
 */
export const incompleteStateSchema = z.enum(['pending', 'retrying', 'resolved', 'deleted']);

export const incompleteExecutionSchema = z.object({
  id: z.string(),
  scenarioId: z.string(),
  scenarioVersion: z.int(),
  /** The run that put it aside. */
  runId: z.string(),
  /** The module that failed. */
  moduleId: z.int(),
  module: z.string(),
  errorClass: z.string(),
  state: incompleteStateSchema,
  /** Who retries: the back-off table of its error's class, the Break directive that put it aside, or a person. */
  retryKind: z.enum(['backoff', 'break', 'manual']),
  /** Retries that failed so far. */
  attempts: z.int(),
  nextRetryAt: z.iso.datetime().nullable(),
  /** Bytes it holds, sealed. */
  bytes: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** When it is dropped whatever its state. */
  expiresAt: z.iso.datetime(),
});
export type IncompleteExecution = z.infer<typeof incompleteExecutionSchema>;

/** Query of `GET /v1/incomplete-executions` (scope `incompletes:read`), newest first. Without `state`: pending and retrying. */
export const listIncompletesSchema = z.object({
  scenarioId: idSchema.optional(),
  state: incompleteStateSchema.optional(),
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const incompleteListSchema = z.object({
  items: z.array(incompleteExecutionSchema),
  nextCursor: z.string().nullable(),
});
export type IncompleteList = z.infer<typeof incompleteListSchema>;

/** The bundle of one module the failed one could see. */
export const pathBundleSchema = z.object({ moduleId: z.int(), bundle: z.record(z.string(), z.json()) });

/** `GET /v1/incomplete-executions/{id}`: with what it holds, opened. ETag. `content` is null once it is forgotten or its key destroyed. */
export const incompleteDetailsSchema = incompleteExecutionSchema.extend({
  /** Grows with every change; the ETag. */
  revision: z.int(),
  content: z
    .object({
      error: z.object({ class: z.string(), message: z.string() }),
      /** From the trigger down to the module before the failed one. */
      path: z.array(pathBundleSchema),
      variables: z.object({ roundtrip: z.json(), execution: z.json() }),
    })
    .nullable(),
});
export type IncompleteDetails = z.infer<typeof incompleteDetailsSchema>;

/**
 * `PATCH /v1/incomplete-executions/{id}` with If-Match (scope `incompletes:write`): puts other bundles in the places of those with the same
 * `moduleId`, before the next retry. 409 while a run is taking it up or once it is over.
 */
export const editIncompleteSchema = z.object({ path: z.array(pathBundleSchema).min(1).max(1_000) });

/** On which version of its scenario a retry or replay goes: the one it was, or the one that is published now. */
export const versionChoiceSchema = z.enum(['original', 'latest']);
export type VersionChoice = z.infer<typeof versionChoiceSchema>;

/** `POST /v1/incomplete-executions/{id}/retry`: 202; the run starts as soon as fewer than three retries of the scenario are under way. */
export const retryIncompleteSchema = z.object({ version: versionChoiceSchema.default('latest') });

/** Which ones: these, or all pending ones of a scenario. Nothing is no answer: what is deleted does not come back. */
const selectionSchema = z.object({
  ids: z.array(idSchema).min(1).max(1_000).optional(),
  scenarioId: idSchema.optional(),
});
const isSelection = ({ ids, scenarioId }: z.infer<typeof selectionSchema>): boolean =>
  ids !== undefined || scenarioId !== undefined;
const NO_SELECTION = 'Say which ones: ids, scenarioId, or both.';

/** `POST /v1/incomplete-executions/retry` and `…/delete`: in bulk. 202 with how many it concerned. Those a run is taking up are left alone. */
export const bulkRetrySchema = selectionSchema
  .extend({ version: versionChoiceSchema.default('latest') })
  .refine(isSelection, NO_SELECTION);
export const bulkDeleteSchema = selectionSchema.refine(isSelection, NO_SELECTION);
export const bulkAnswerSchema = z.object({ count: z.int() });

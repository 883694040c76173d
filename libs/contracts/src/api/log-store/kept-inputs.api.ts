import { z } from 'zod';
import { runTriggerSchema } from '../../run-trigger.ts';
import { runStatusSchema } from '../../events/executor.run-finished.v1.event.ts';
import { sealedSchema } from '../../sealed.ts';

/**
 * `POST /internal/v1/kept-inputs/read` (executor only): what started a finished run, to do it again. 404 `LOG_STORE.RUN_NOT_FOUND`;
 * 409 `LOG_STORE.RUN_CONFIDENTIAL`: nothing of it was kept; 410 `LOG_STORE.INPUT_GONE`: it was kept no longer than its delivery.
 */
export const readKeptInputSchema = z.object({ tenantId: z.string(), runId: z.string() });

export const keptInputSchema = z.object({
  runId: z.string(),
  scenarioId: z.string(),
  scenarioVersion: z.int(),
  trigger: runTriggerSchema,
  /** The input is the request of this delivery and sealed as such. */
  deliveryId: z.string().optional(),
  /** The input is that of this run and sealed as such. */
  inputRunId: z.string(),
  /** The run took what waited in this hook's queue; the gateway still knows what it was under `inputRunId`. */
  hookId: z.string().optional(),
  /** Absent where the run began without an input of its own. */
  input: sealedSchema.optional(),
});
export type KeptInput = z.infer<typeof keptInputSchema>;

/** `POST /internal/v1/kept-inputs/select` (executor only): the runs a filter names, oldest first, a page at a time. */
export const selectRunsSchema = z.object({
  tenantId: z.string(),
  scenarioId: z.string().optional(),
  status: runStatusSchema.optional(),
  /** Finished at or after, and before. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime(),
  cursor: z.string().max(256).optional(),
  limit: z.int().min(1).max(200),
});
export const selectedRunsSchema = z.object({ runIds: z.array(z.string()), nextCursor: z.string().nullable() });

import { z } from 'zod';
import { runStatusSchema } from '../events/executor.run-finished.v1.event.ts';

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
  /** When the details become unreadable. */
  expiresAt: z.iso.datetime(),
});
export type FinishedRun = z.infer<typeof finishedRunSchema>;

/** `PUT /internal/v1/categories/{category}/partitions` (retention only): create and drop day partitions. Days are `YYYY-MM-DD`, UTC. */
export const applyPartitionsSchema = z.object({ create: z.array(z.iso.date()), dropBefore: z.iso.date() });
export const partitionsAppliedSchema = z.object({ created: z.array(z.string()), dropped: z.array(z.string()) });

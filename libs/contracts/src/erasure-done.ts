import { z } from 'zod';
import { erasureCountsSchema, erasurePhaseSchema } from './api/retention/erasures.api.ts';

/** A service has done its part of an erasure: the data of `<service>.erasure-done.v1` of each service. */
export const erasureDoneSchema = z.object({
  erasureId: z.string(),
  phase: erasurePhaseSchema,
  /** What went in this phase, by store. */
  counts: erasureCountsSchema,
});
export type ErasureDone = z.infer<typeof erasureDoneSchema>;

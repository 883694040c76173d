import { z } from 'zod';

/**
 * `PUT /v1/scenarios/{id}/error-handler` (scope `scenarios:write`): the scenario to start when a run of this one ends in error or puts a
 * bundle aside; null: none. It gets one bundle: `errorHandlerBundleSchema`. It must be active, and a run of it that fails starts no handler.
 */
export const errorHandlerSchema = z.object({
  scenarioId: z
    .string()
    .regex(/^scn_[0-9a-f]{32}$/)
    .nullable(),
});
export type ErrorHandler = z.infer<typeof errorHandlerSchema>;

/** What the handler's trigger gives out. `message` is left out when the failed scenario is confidential. */
export const errorHandlerBundleSchema = z.object({
  scenarioId: z.string(),
  scenarioName: z.string(),
  runId: z.string(),
  trigger: z.string(),
  error: z.object({
    class: z.string(),
    message: z.string().optional(),
    moduleId: z.int().optional(),
    module: z.string().optional(),
  }),
  /** Bundles that were put aside. */
  incomplete: z.int(),
});

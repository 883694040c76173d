import { z } from 'zod';

/**
 * `POST /v1/runs/{id}/cancel`: 202; the run is ended as soon as whoever works on it hears of it, with `ExecutionInterruptedError`. `state` is what it
 * was when it was asked; `finished` says that it had ended already, and nothing changed.
 */
export const cancelledRunSchema = z.object({
  runId: z.string(),
  state: z.enum(['queued', 'running', 'waiting', 'finished']),
});
export type CancelledRun = z.infer<typeof cancelledRunSchema>;

/** `POST /v1/scenarios/{id}/runs/cancel`: 202; the same for every run of the scenario that has not finished now. */
export const cancelledRunsSchema = z.object({ count: z.int().nonnegative() });

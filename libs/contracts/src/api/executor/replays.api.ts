import { z } from 'zod';
import { runStatusSchema } from '../../events/executor.run-finished.v1.event.ts';
import { versionChoiceSchema } from './incomplete-executions.api.ts';

/** `<prefix>_<32 hex digits>`. */
const idSchema = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);

/**
 * `POST /v1/runs/{id}/replay` (scope `runs:write`): does a finished run again with what started it. 202 with the new run's id. 404 for an
 * unknown run, 409 `EXECUTOR.RUN_CONFIDENTIAL` for one of which nothing was kept, 410 `EXECUTOR.INPUT_GONE` when it is kept no longer.
 */
export const replayRunSchema = z.object({ version: versionChoiceSchema.default('latest') });
export const replayedRunSchema = z.object({ runId: z.string() });

/** `POST /v1/replays`: many at once, each run once. Either `runIds` or `filter`. 202 with the replay; it goes on by itself. */
export const createReplaySchema = z
  .object({
    runIds: z.array(idSchema).min(1).max(1_000).optional(),
    filter: z
      .object({
        scenarioId: idSchema,
        status: runStatusSchema.optional(),
        from: z.iso.datetime().optional(),
        to: z.iso.datetime().optional(),
      })
      .optional(),
    version: versionChoiceSchema.default('latest'),
  })
  .refine(({ runIds, filter }) => (runIds === undefined) !== (filter === undefined), {
    error: 'Send either runIds or filter.',
  });

/** `GET /v1/replays/{id}`: how far it is. Kept for some days after its end. */
export const replaySchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'finished']),
  version: versionChoiceSchema,
  /** Runs started so far. */
  started: z.int(),
  /** Runs that could not be done again (gone, confidential, unknown). */
  skipped: z.int(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Replay = z.infer<typeof replaySchema>;

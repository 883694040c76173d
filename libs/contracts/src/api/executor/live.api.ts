import { z } from 'zod';
import { runStatusSchema } from '../../events/executor.run-finished.v1.event.ts';

/**
 * What `GET /v1/runs/{id}/events` and `GET /v1/scenarios/{id}/events` send, one object per server-sent event, whose `event:` is the object's
 * `type`. Numbers and names of modules only: no bundle, no message of an error. A stream begins with what is true now, so a reader that
 * lost its connection needs nothing of what it had; with `Last-Event-ID` it gets what followed, where that is still known.
 */
const ofRun = { runId: z.string() };

export const liveStateSchema = z.object({
  ...ofRun,
  type: z.literal('state'),
  scenarioId: z.string(),
  state: z.enum(['queued', 'running', 'waiting']),
});

export const liveModuleTotalsSchema = z.object({
  moduleId: z.int(),
  module: z.string(),
  /** Bundles that came over the edge into the module and past its filter: it began once for each. */
  started: z.int(),
  finished: z.int(),
  /** Bundles it gave out, together. */
  bundles: z.int(),
  operations: z.int(),
  errors: z.int(),
});

/** Everything counted so far in this attempt; what an earlier attempt did is counted again while it is replayed. Replaces what was sent before. */
export const liveSnapshotSchema = z.object({
  ...ofRun,
  type: z.literal('snapshot'),
  modules: z.array(liveModuleTotalsSchema),
});

export const liveModuleStartedSchema = z.object({
  ...ofRun,
  type: z.literal('module-started'),
  moduleId: z.int(),
  module: z.string(),
  /** Position among the executions of the module, from 1. */
  execution: z.int(),
});

export const liveModuleFinishedSchema = z.object({
  ...ofRun,
  type: z.literal('module-finished'),
  moduleId: z.int(),
  module: z.string(),
  execution: z.int(),
  bundleCount: z.int(),
  operations: z.int(),
  durationMs: z.number(),
  errorClass: z.string().optional(),
});

/** The end of a run; the stream of one run ends with it. */
export const liveFinishedSchema = z.object({
  ...ofRun,
  type: z.literal('finished'),
  scenarioId: z.string(),
  status: runStatusSchema,
  operations: z.int(),
  finishedAt: z.iso.datetime(),
});

export const liveEventSchema = z.discriminatedUnion('type', [
  liveStateSchema,
  liveSnapshotSchema,
  liveModuleStartedSchema,
  liveModuleFinishedSchema,
  liveFinishedSchema,
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
export type LiveModuleTotals = z.infer<typeof liveModuleTotalsSchema>;

/** A live event with its place in the order of one attempt at one run. Between replicas only, one per line. */
export const liveFrameSchema = z.object({
  /** For `Last-Event-ID`; absent on what cannot be gone on from. */
  id: z.string().optional(),
  event: z.union([liveEventSchema, z.object({ ...ofRun, type: z.literal('left') })]),
});
/** `left`: the attempt is over on this replica; what became of the run stands in its row. */
export type LiveFrame = z.infer<typeof liveFrameSchema>;

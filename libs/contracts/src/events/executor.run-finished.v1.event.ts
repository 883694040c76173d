import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';
import { runTriggerSchema } from '../run-trigger.ts';
import { sealedSchema } from '../sealed.ts';

export const runStatusSchema = z.enum(['success', 'warning', 'error']);
export type RunStatus = z.infer<typeof runStatusSchema>;

/**
 * A run has ended, for good. `details` opens to RunDetails (see run-details.ts): the bundles of each module; absent
 * when the scenario is confidential. All other fields are basic run information, searchable in the log store.
 */
export const runFinished = defineEvent({
  producer: 'executor',
  noun: 'run',
  fact: 'run-finished',
  version: 1,
  schema: z.object({
    tenantId: z.string(),
    runId: z.string(),
    scenarioId: z.string(),
    scenarioVersion: z.int().positive(),
    trigger: runTriggerSchema,
    deliveryId: z.string().optional(),
    status: runStatusSchema,
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime(),
    operations: z.int().nonnegative(),
    transferBytes: z.int().nonnegative(),
    /** Class of the error that ended the run (`DataError`), and the module it happened in. Never its message: that is in the sealed details. */
    errorClass: z.string().optional(),
    errorModuleId: z.int().optional(),
    confidential: z.boolean(),
    details: sealedSchema.optional(),
    /** What started the run, still sealed as it was born: as the request of `deliveryId`, or else as the input of `inputRunId`. Absent when confidential. */
    input: sealedSchema.optional(),
    /** The run whose input this is: this one, or the one it replays. */
    inputRunId: z.string().optional(),
    /** The run that this one came out of: that called it, or whose failed part it took up. Where that must be forgotten, so must this. */
    outOfRunId: z.string().optional(),
    /** What it is found by, by the scenario's search keys: blind indexes in base64, of whatever key each. Absent when confidential. */
    searchIndexes: z.array(z.base64()).max(1_000).optional(),
    /** The run took what waited in this hook's queue: what it was, the gateway knows under `inputRunId`. */
    hookId: z.string().optional(),
  }),
  key: (data) => data.scenarioId,
  dataClass: 'sealed',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    runId: 'run_0193f5a0c0de7000800000000000a005',
    scenarioId: 'scn_0193f5a0c0de7000800000000000a004',
    scenarioVersion: 1,
    trigger: 'webhook',
    status: 'success',
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:00:01.000Z',
    operations: 3,
    transferBytes: 512,
    confidential: false,
    details: { keyVersion: 1, bytes: 'AAECAw==' },
  },
});

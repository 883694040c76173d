import { z } from 'zod';
import { runStatusSchema } from '../../events/executor.run-finished.v1.event.ts';

/**
 * `POST /v1/scenarios/{id}/calls`: runs an active scenario with inputs. With an `Idempotency-Key` header the same call within 24 hours is the
 * same run; the same key with another body is refused with 422.
 */
export const callScenarioSchema = z.object({
  /** The inputs the scenario names under `interface.input`; others are passed on as they are. */
  data: z.record(z.string(), z.unknown()).default({}),
  /** Wait for the end and answer with the outputs; when it takes too long the answer is 202 as if it had not been asked for. */
  responsive: z.boolean().default(false),
  /** Where to POST status and outputs after the end: `https://…`, signed, tried again for 24 hours. */
  callbackUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .optional(),
});

/**
 * 202: `status` is null, ask `statusUrl`. 200: the run is over. `outputs` is null where the scenario returned none, and where they are
 * not kept: a confidential scenario, a day later, more than 4 MiB.
 */
export const scenarioCallAnswerSchema = z.object({
  runId: z.string(),
  status: runStatusSchema.nullable(),
  outputs: z.record(z.string(), z.unknown()).nullable(),
  statusUrl: z.string(),
});
export type ScenarioCallAnswer = z.infer<typeof scenarioCallAnswerSchema>;

/** `GET /v1/runs/{id}/outputs`. */
export const runOutputsSchema = z.object({
  runId: z.string(),
  state: z.enum(['queued', 'running', 'waiting', 'finished']),
  status: runStatusSchema.nullable(),
  outputs: z.record(z.string(), z.unknown()).nullable(),
});
export type RunOutputs = z.infer<typeof runOutputsSchema>;

/** `GET /v1/callback-secret`: with this the receiver of a callback checks its signature as the Standard Webhooks specification says. */
export const callbackSecretSchema = z.object({
  /** `whsec_` and 32 bytes in base64. The organisation's own, the same for all its scenarios. */
  secret: z.string(),
});

/** What a callback has in its body. */
export const runCallbackSchema = z.object({
  runId: z.string(),
  scenarioId: z.string(),
  status: runStatusSchema,
  outputs: z.record(z.string(), z.unknown()).nullable(),
});
export type RunCallback = z.infer<typeof runCallbackSchema>;

/** `POST /internal/v1/run-answers/{runId}`, between replicas: the end of a run somebody waits for there. Outputs as `encodeValue` writes them. */
export const runAnswerSchema = z.object({
  status: runStatusSchema,
  outputs: z.record(z.string(), z.unknown()).nullable(),
});
export type RunAnswer = z.infer<typeof runAnswerSchema>;

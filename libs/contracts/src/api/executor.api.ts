import { z } from 'zod';

/** `POST /v1/scenarios`: import a blueprint (Make's JSON, wrapped or not). 422 `EXECUTOR.BLUEPRINT_INVALID` with a pointer per fault; nothing is saved then. */
export const importScenarioSchema = z.object({ blueprint: z.unknown(), name: z.string().min(1).max(200).optional() });

/** A module no built-in app provides: kept as it is, shown as such, and in the way of activation. */
export const placeholderSchema = z.object({ moduleId: z.int(), module: z.string(), pointer: z.string() });
export const importedScenarioSchema = z.object({
  scenarioId: z.string(),
  version: z.int(),
  hooks: z.array(z.object({ moduleId: z.int(), url: z.string() })),
  placeholders: z.array(placeholderSchema),
});
export type ImportedScenario = z.infer<typeof importedScenarioSchema>;

export const scenarioSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.int(),
  isActive: z.boolean(),
  placeholders: z.array(placeholderSchema),
  hooks: z.array(z.object({ moduleId: z.int(), url: z.string() })),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** `PUT /v1/scenarios/{id}/activation` `{active}`. 409 `EXECUTOR.HAS_PLACEHOLDERS` names the modules. */
export const activationSchema = z.object({ active: z.boolean() });

/** `POST /v1/scenarios/{id}/runs`: run once by hand; `bundle` stands in for the trigger's output. 202 with the run's id. */
export const runOnceSchema = z.object({ bundle: z.record(z.string(), z.unknown()).optional() });
export const runStartedSchema = z.object({ runId: z.string() });

/** `GET /v1/runs?state=unfinished&scenarioId=`: runs not yet in the log store. */
export const liveRunSchema = z.object({
  id: z.string(),
  scenarioId: z.string(),
  state: z.enum(['queued', 'running', 'waiting', 'finished']),
  createdAt: z.iso.datetime(),
});

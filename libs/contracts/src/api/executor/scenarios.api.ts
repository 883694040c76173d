import { z } from 'zod';

/** `<prefix>_<32 hex digits>`. */
const idSchema = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);

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

/** Query of `GET /v1/scenarios`, newest first. */
export const listScenariosSchema = z.object({
  cursor: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const scenarioListSchema = z.object({ items: z.array(scenarioSchema), nextCursor: z.string().nullable() });
export type ScenarioList = z.infer<typeof scenarioListSchema>;

/** `PUT /v1/scenarios/{id}/blueprint` with `If-Match` (428 without, 412 on conflict): a new version. The ETag is that of the GET, which answers the bare blueprint. */
export const replaceBlueprintSchema = z.object({ blueprint: z.unknown() });

/** `PUT /v1/scenarios/{id}/activation` `{active}`. 409 `EXECUTOR.HAS_PLACEHOLDERS` names the modules. */
export const activationSchema = z.object({ active: z.boolean() });

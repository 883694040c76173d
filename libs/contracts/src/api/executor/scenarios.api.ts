import { z } from 'zod';

/** `<prefix>_<32 hex digits>`. */
const idSchema = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);
const folderIdSchema = z.string().regex(/^fld_[0-9a-f]{32}$/);
const teamIdSchema = z.string().regex(/^tea_[0-9a-f]{32}$/);
const tagSchema = z.string().trim().min(1).max(40);

/** `POST /v1/scenarios`: import a blueprint (Make's JSON, wrapped or not) as the first version and as the draft. 422 `EXECUTOR.BLUEPRINT_INVALID` with a pointer per fault; nothing is saved then. */
export const importScenarioSchema = z.object({
  blueprint: z.unknown(),
  name: z.string().min(1).max(200).optional(),
  folderId: folderIdSchema.nullable().optional(),
  /** Null: in no team, for those who may see all of the organisation. Left out: the only team one has, or null for whoever needs none. */
  teamId: teamIdSchema.nullable().optional(),
});

/** A module no built-in app provides: kept as it is, shown as such, and in the way of activation. */
export const placeholderSchema = z.object({ moduleId: z.int(), module: z.string(), pointer: z.string() });
const hookAddressesSchema = z.array(z.object({ moduleId: z.int(), url: z.string() }));

/** Answer of an import, of a clone and of `POST /v1/scenarios/{id}/versions`. */
export const importedScenarioSchema = z.object({
  scenarioId: z.string(),
  version: z.int(),
  hooks: hookAddressesSchema,
  placeholders: z.array(placeholderSchema),
});
export type ImportedScenario = z.infer<typeof importedScenarioSchema>;

export const scenarioSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** In the order they were given, without doubles. */
  tags: z.array(z.string()),
  /** Null at the top. */
  folderId: z.string().nullable(),
  teamId: z.string().nullable(),
  /** Who made it, until it is given to somebody else; null when an API token made it. */
  ownerId: z.string().nullable(),
  /** The published version that runs use. */
  version: z.int(),
  /** The draft differs from the published version. */
  hasDraftChanges: z.boolean(),
  isActive: z.boolean(),
  /** Switched off so that only the operator can switch it on again. */
  isLocked: z.boolean(),
  /** Why the machine switched it off, `TOO_MANY_ERRORS`; null when a person did, or while it is active. */
  deactivatedReason: z.string().nullable(),
  deactivatedAt: z.iso.datetime().nullable(),
  placeholders: z.array(placeholderSchema),
  hooks: hookAddressesSchema,
  /** The gateway has not yet been told about the last change; a job goes on until it has. */
  hasPendingHooks: z.boolean(),
  /** The ETag without its quotes: name it in `If-Match` to change the scenario. */
  revision: z.int(),
  /** Who changed it last; null for an API token and for the machine. */
  updatedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Scenario = z.infer<typeof scenarioSchema>;

export const SCENARIO_SORTS = ['-created', 'created', 'name', '-name', '-updated', 'updated'] as const;
export type ScenarioSort = (typeof SCENARIO_SORTS)[number];

/** Query of `GET /v1/scenarios`. A cursor belongs to the sort it was given for. */
export const listScenariosSchema = z.object({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** A folder's own scenarios, without those of its folders; `root` for those in none. */
  folderId: z.union([folderIdSchema, z.literal('root')]).optional(),
  tag: tagSchema.optional(),
  active: z.enum(['true', 'false']).optional(),
  /** Somewhere in the name, in any case. */
  text: z.string().min(1).max(200).optional(),
  sort: z.enum(SCENARIO_SORTS).default('-created'),
});
export type ListScenarios = z.infer<typeof listScenariosSchema>;
export const scenarioListSchema = z.object({ items: z.array(scenarioSchema), nextCursor: z.string().nullable() });
export type ScenarioList = z.infer<typeof scenarioListSchema>;

/** `PATCH /v1/scenarios/{id}` with `If-Match` (428 without, 412 `EXECUTOR.VERSION_CONFLICT` with who and when): a merge patch. */
export const updateScenarioSchema = z.object({
  name: z.string().min(1).max(200).optional(),
  description: z.string().max(2_000).optional(),
  tags: z.array(tagSchema).max(20).optional(),
  folderId: folderIdSchema.nullable().optional(),
  teamId: teamIdSchema.nullable().optional(),
  /** Gives the scenario to another user of the organisation. */
  ownerId: z
    .string()
    .regex(/^usr_[0-9a-f]{32}$/)
    .optional(),
});
export type UpdateScenario = z.infer<typeof updateScenarioSchema>;

/** `POST /v1/scenarios/{id}/clone`: the published version and the draft under a new id, inactive, with hooks of its own. Without a name it is called "… (copy)". */
export const cloneScenarioSchema = z.object({
  name: z.string().min(1).max(200).optional(),
  folderId: folderIdSchema.nullable().optional(),
});

/** `PUT /v1/scenarios/{id}/activation` `{active}`. 409 `EXECUTOR.CANNOT_BE_ACTIVE` lists everything in the way, with pointers into the blueprint. */
export const activationSchema = z.object({ active: z.boolean() });

/** `GET /v1/scenarios/{id}/activation-check`: what activation would say, without activating. */
export const activationCheckSchema = z.object({
  canBeActive: z.boolean(),
  findings: z.array(z.object({ code: z.string(), pointer: z.string(), message: z.string() })),
});
export type ActivationCheckAnswer = z.infer<typeof activationCheckSchema>;

/** `PUT /internal/v1/scenarios/{id}/lock` (console only, for staff): locks a scenario, which switches it off, or unlocks it. */
export const scenarioLockSchema = z.object({ tenantId: idSchema, isLocked: z.boolean() });

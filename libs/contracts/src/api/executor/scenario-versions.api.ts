import { z } from 'zod';

/**
 * `POST /v1/scenarios/{id}/versions` with `If-Match` of the draft's revision (428 without, 412 on conflict): the draft becomes the next
 * version, which never changes. An active scenario goes over to it at once, so it must be fit to be active (409 `EXECUTOR.CANNOT_BE_ACTIVE`).
 */
export const publishVersionSchema = z.object({
  /** What changed, for whoever reads the history. */
  note: z.string().max(1_000).optional(),
});

export const scenarioVersionSchema = z.object({
  /** Rises from one version to the next, but not always by one: what was tried without being published has numbers too. */
  number: z.int().positive(),
  note: z.string(),
  isCurrent: z.boolean(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type ScenarioVersion = z.infer<typeof scenarioVersionSchema>;

/** Query of `GET /v1/scenarios/{id}/versions`, newest first. */
export const listVersionsSchema = z.object({
  cursor: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const scenarioVersionListSchema = z.object({
  items: z.array(scenarioVersionSchema),
  nextCursor: z.string().nullable(),
});
export type ScenarioVersionList = z.infer<typeof scenarioVersionListSchema>;

/** `GET /v1/scenarios/{id}/blueprint` and `…/versions/{number}/blueprint`: the bare document as it was written. */
export const blueprintDocumentSchema = z.record(z.string(), z.unknown());

const diffSideSchema = z
  .string()
  .regex(/^(draft|\d{1,9})$/)
  .describe('The number of a version, or `draft`.');

/** Query of `GET /v1/scenarios/{id}/diff`. */
export const diffScenarioSchema = z.object({ from: diffSideSchema, to: diffSideSchema });

/** One value that differs. A side that has none lacks the member; null is a value. */
export const fieldChangeSchema = z.object({
  /** RFC 6901, from what the change belongs to: the module, the route, the settings, the blueprint. */
  pointer: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type FieldChange = z.infer<typeof fieldChangeSchema>;

const partSchema = z.object({
  /** Pointer into the older blueprint; null for what is new. */
  before: z.string().nullable(),
  /** Pointer into the newer blueprint; null for what is gone. */
  after: z.string().nullable(),
  /** Also of something moved. Empty for what is new or gone. */
  fields: z.array(fieldChangeSchema),
});

/** A module, known by its id. `moved`: it stands elsewhere in the flow, not elsewhere on the canvas. */
export const moduleChangeSchema = partSchema.extend({
  moduleId: z.int(),
  module: z.string(),
  change: z.enum(['added', 'removed', 'moved', 'changed']),
});
export type ModuleChange = z.infer<typeof moduleChangeSchema>;

/** A route of a router or a branch of an if-else, without its modules; known by the module it begins with. */
export const routeChangeSchema = partSchema.extend({
  moduleId: z.int().describe('The router or if-else it belongs to.'),
  change: z.enum(['added', 'removed', 'moved', 'changed']),
});
export type RouteChange = z.infer<typeof routeChangeSchema>;

/** `GET /v1/scenarios/{id}/diff?from=3&to=draft`. */
export const scenarioDiffSchema = z.object({
  modules: z.array(moduleChangeSchema),
  routes: z.array(routeChangeSchema),
  /** In `metadata.scenario`. */
  settings: z.array(fieldChangeSchema),
  /** In `scheduling`. */
  schedule: z.array(fieldChangeSchema),
  /** Everything else, such as the name, inputs and outputs, notes. */
  other: z.array(fieldChangeSchema),
  /** Modules that only stand elsewhere on the canvas. */
  layout: z.array(z.int()),
});
export type ScenarioDiff = z.infer<typeof scenarioDiffSchema>;

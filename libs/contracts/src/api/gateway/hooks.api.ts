import { z } from 'zod';
import { dataStructureShapeSchema } from '../../data-structures/data-structure.ts';
import { hookKindSchema } from '../../hook-request.ts';
import { deviceWatchSchema } from './devices.api.ts';
import { hookSettingsSchema } from './hook-settings.api.ts';

/** `POST /internal/v1/hooks` (executor only): one hook per trigger module of a scenario. Idempotent by (scenarioId, moduleId). */
export const createHookSchema = z.object({
  tenantId: z.string(),
  scenarioId: z.string(),
  moduleId: z.int(),
  /** The door it takes from; stays what it was at the first call. */
  kind: hookKindSchema.default('webhook'),
  options: z.object({
    headers: z.boolean(),
    method: z.boolean(),
    passThrough: z.boolean(),
    /** Of a hook of the kind `device`. */
    watch: deviceWatchSchema.optional(),
  }),
});
export const hookSchema = z.object({ hookId: z.string(), moduleId: z.int(), url: z.string(), enabled: z.boolean() });
export type Hook = z.infer<typeof hookSchema>;

/**
 * `PATCH /internal/v1/hooks/{hookId}` (executor only). A disabled hook answers 410. `responds`: a response module exists, so the
 * door waits for it. `confidential`: what it receives lies in blobs only. `scheduled`: deliveries wait to be claimed by a run.
 */
export const updateHookSchema = z.object({
  tenantId: z.string(),
  enabled: z.boolean(),
  responds: z.boolean(),
  confidential: z.boolean().default(false),
  mode: z.enum(['instant', 'scheduled']).default('instant'),
});

/** Query of `DELETE /internal/v1/hooks/{hookId}` and of `GET|DELETE /internal/v1/deliveries/{deliveryId}` (executor only). */
export const ofTenantSchema = z.object({
  tenantId: z.string().regex(/^org_[0-9a-f]{32}$/, 'must be the id of an organisation.'),
});

/**
 * `PUT /internal/v1/hooks/{hookId}/structure` (executor only): the data structure that was chosen for the hook; `null` takes it
 * away. With one, a body that does not fit is answered 400 and not stored.
 */
export const putHookStructureSchema = z.object({
  tenantId: z.string(),
  structure: dataStructureShapeSchema.nullable(),
});

/** `POST /internal/v1/deliveries/{deliveryId}/response` on the replica named in `replyTo`: what the response module said. 404 when nobody waits (any more). `body` is base64. */
export const hookResponseSchema = z.object({
  status: z.int().min(100).max(599),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});
export type HookResponse = z.infer<typeof hookResponseSchema>;

/** A hook as it is shown. `url` is the address to give to a sender; who knows it may send. */
const shownHookSchema = z.object({
  id: z.string(),
  scenarioId: z.string(),
  moduleId: z.int(),
  kind: hookKindSchema,
  url: z.string(),
  enabled: z.boolean(),
  responds: z.boolean(),
  createdAt: z.iso.datetime(),
});

/** `GET /v1/hooks`: every hook of the organisation, oldest first. */
export const listedHookSchema = shownHookSchema.extend({
  /** Accepted in the last 24 hours, counted among the organisation's newest 10 000 deliveries. */
  recentDeliveryCount: z.int().nonnegative(),
});
export const hookListSchema = z.object({ items: z.array(listedHookSchema), nextCursor: z.string().nullable() });
export type HookList = z.infer<typeof hookListSchema>;

/**
 * `GET /v1/hooks/{hookId}`, with the ETag that `PATCH` wants in `If-Match`; also the answer of `PATCH` and of
 * `POST /v1/hooks/{hookId}/rotate-address`, after which the old address answers 404.
 */
export const hookDetailsSchema = shownHookSchema.extend({
  confidential: z.boolean(),
  mode: z.enum(['instant', 'scheduled']),
  /** `paused`: accepted and held. `releasing`: what was held goes out, in order, and what comes joins its end. */
  queueState: z.enum(['open', 'paused', 'releasing']),
  settings: hookSettingsSchema,
  apiKeys: z.array(z.object({ name: z.string(), createdAt: z.iso.datetime() })),
  /** Counted only where `maxDeliveries` is set, from when it was set. */
  acceptedCount: z.int().nonnegative(),
  /** Closed for good unless it is switched on or its expiry is put off; deleted 30 days after. */
  closedAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime(),
  revision: z.int().positive(),
});
export type HookDetails = z.infer<typeof hookDetailsSchema>;

/** `PUT /v1/hooks/{hookId}/api-keys/{name}`: a new key under that name, in place of an old one. It is shown this once. */
export const hookApiKeySchema = z.object({ name: z.string(), key: z.string() });

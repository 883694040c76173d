import { z } from 'zod';

/** `POST /internal/v1/hooks` (executor only): one hook per trigger module of a scenario. Idempotent by (scenarioId, moduleId). */
export const createHookSchema = z.object({
  tenantId: z.string(),
  scenarioId: z.string(),
  moduleId: z.int(),
  options: z.object({ headers: z.boolean(), method: z.boolean(), passThrough: z.boolean() }),
});
export const hookSchema = z.object({ hookId: z.string(), moduleId: z.int(), url: z.string(), enabled: z.boolean() });
export type Hook = z.infer<typeof hookSchema>;

/** `PATCH /internal/v1/hooks/{hookId}` (executor only). A disabled hook answers 410. `responds`: a response module exists, so the door waits for it. */
export const updateHookSchema = z.object({ tenantId: z.string(), enabled: z.boolean(), responds: z.boolean() });

/** `POST /internal/v1/deliveries/{deliveryId}/response` on the replica named in `replyTo`: what the response module said. 404 when nobody waits (any more). `body` is base64. */
export const hookResponseSchema = z.object({
  status: z.int().min(100).max(599),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});
export type HookResponse = z.infer<typeof hookResponseSchema>;

/** `GET /v1/hooks`: every hook of the organisation. `url` is the address to give to a sender; who knows it may send. */
export const listedHookSchema = z.object({
  id: z.string(),
  scenarioId: z.string(),
  moduleId: z.int(),
  url: z.string(),
  enabled: z.boolean(),
  responds: z.boolean(),
  /** Accepted in the last 24 hours, counted among the organisation's newest 10 000 deliveries. */
  recentDeliveryCount: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
});
export const hookListSchema = z.object({ items: z.array(listedHookSchema), nextCursor: z.string().nullable() });
export type HookList = z.infer<typeof hookListSchema>;

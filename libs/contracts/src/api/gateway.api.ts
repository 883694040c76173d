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

import { z } from 'zod';
import { hookRequestSchema } from '../../hook-request.ts';
import { sealedSchema } from '../../sealed.ts';

/**
 * `POST /internal/v1/hooks/{hookId}/claims` (executor only): the oldest held deliveries of a scheduled hook, for one run. The same
 * run gets the same ones again, however often it asks, even when they were none.
 */
export const claimDeliveriesSchema = z.object({
  tenantId: z.string(),
  runId: z.string(),
  max: z.int().min(1).max(10_000),
});
/** At most 8 MiB of sealed bytes lie in one answer, so there may be fewer than `max` though more are held. */
export const claimedDeliveriesSchema = z.object({
  items: z.array(z.object({ deliveryId: z.string(), receivedAt: z.iso.datetime(), sealed: sealedSchema })),
});
export type ClaimedDeliveries = z.infer<typeof claimedDeliveriesSchema>;

/** `POST /internal/v1/hooks/pending` (executor only): how many deliveries wait to be claimed, by hook. A paused hook has none. */
export const pendingDeliveriesSchema = z.object({ tenantId: z.string(), hookIds: z.array(z.string()).max(1_000) });
export const pendingCountsSchema = z.object({ counts: z.record(z.string(), z.int().nonnegative()) });

/**
 * `GET /internal/v1/deliveries/{deliveryId}?tenantId=` (executor only): what was received, still sealed. 404 unknown or deleted.
 * `DELETE` of the same erases what was received, its blob too, and leaves that something was received: for the end of a
 * confidential run. Idempotent.
 */
export const sealedDeliverySchema = z.object({
  deliveryId: z.string(),
  hookId: z.string(),
  scenarioId: z.string(),
  receivedAt: z.iso.datetime(),
  sealed: sealedSchema,
});
export type SealedDelivery = z.infer<typeof sealedDeliverySchema>;

/** `dispatched`: handed over at once. `held`: waits. `claimed`: taken by a run of a schedule. `erased`: nothing of it is left but this. */
export const deliveryStateSchema = z.enum(['dispatched', 'held', 'claimed', 'erased']);

const listedDeliverySchema = z.object({
  id: z.string(),
  receivedAt: z.iso.datetime(),
  /** When it can be read no more, and goes. */
  expiresAt: z.iso.datetime(),
  state: deliveryStateSchema,
  /** Of what is sealed; null once erased, and where it lies in a blob. */
  sealedBytes: z.int().nonnegative().nullable(),
  runId: z.string().nullable(),
});

/**
 * `GET /v1/hooks/{hookId}/deliveries`, newest first. There is no index by hook (every accepted webhook would pay for it), so a page
 * looks at the organisation's next 10 000 deliveries and may hold fewer than asked for: go on until `nextCursor` is null.
 */
export const listDeliveriesSchema = z.object({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `held`: only the queue, oldest first, every page full. */
  state: z.literal('held').optional(),
});
export const deliveryListSchema = z.object({ items: z.array(listedDeliverySchema), nextCursor: z.string().nullable() });
export type DeliveryList = z.infer<typeof deliveryListSchema>;

/** `GET /v1/hooks/{hookId}/deliveries/{deliveryId}`: opened, for who may read hooks; each such look is logged. 409 for a confidential hook, 410 once erased. */
export const openDeliverySchema = z.object({
  id: z.string(),
  receivedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  request: hookRequestSchema,
});
export type OpenDelivery = z.infer<typeof openDeliverySchema>;

/** `POST /v1/hooks/{hookId}/deliveries/{deliveryId}/replay`: a new run of what was received, on the scenario as it is now. */
export const replayedDeliverySchema = z.object({ deliveryId: z.string(), runId: z.string() });

/**
 * `POST /v1/hooks/{hookId}/deliveries/replay`: those received in a time, oldest first. With a `requestKey` of the caller's the same
 * call can be repeated without giving any delivery a second run. Go on with `cursor` until `nextCursor` is null.
 */
export const replayDeliveriesSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  limit: z.int().min(1).max(1_000).default(200),
  cursor: z.string().max(64).optional(),
  requestKey: z.string().min(8).max(128).optional(),
});
export const replayedDeliveriesSchema = z.object({
  items: z.array(replayedDeliverySchema),
  nextCursor: z.string().nullable(),
});
export type ReplayedDeliveries = z.infer<typeof replayedDeliveriesSchema>;

/**
 * `GET /v1/hooks/{hookId}/queue`; `DELETE` of the same throws away what is held. `POST …/queue/pause` accepts and holds from now on
 * (on other replicas within a second), `POST …/queue/resume` hands over what was held, in order.
 */
export const hookQueueSchema = z.object({
  state: z.enum(['open', 'paused', 'releasing']),
  count: z.int().nonnegative(),
  limit: z.int().positive(),
  oldestReceivedAt: z.iso.datetime().nullable(),
});
export type HookQueue = z.infer<typeof hookQueueSchema>;
export const purgedQueueSchema = z.object({ deletedCount: z.int().nonnegative() });

import { hookReceived, type HookKind, type Sealed } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';
import { type Delivery, sealedOf } from './delivery.ts';

export interface DeliveryFacts {
  readonly tenantId: string;
  readonly hookId: string;
  readonly id: string;
  readonly kind: HookKind;
  readonly scenarioId: string;
  readonly receivedAt: Date;
  readonly sealed: Sealed;
  readonly replyTo?: string | undefined;
  /** Only for a replay: the run it is to have now. */
  readonly runId?: string | undefined;
}

/** The one event by which a delivery becomes a run, whether it is handed over at once, was held, or is replayed. */
export function deliveryEvent(delivery: DeliveryFacts, clock: Clock): OutboxEvent {
  const { tenantId, hookId, id, kind, scenarioId, receivedAt, sealed, replyTo, runId } = delivery;
  const data = {
    tenantId,
    hookId,
    deliveryId: id,
    scenarioId,
    receivedAt: receivedAt.toISOString(),
    sealed,
    ...(kind === 'webhook' ? {} : { door: kind }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(runId === undefined ? {} : { runId }),
  };
  return createEvent(hookReceived, data, { tenantId, subject: id, clock });
}

/** The event of a delivery that is handed over at once. */
export function acceptedEvent(delivery: Delivery, clock: Clock): OutboxEvent {
  const { hook, id, receivedAt, replyTo } = delivery;
  const { tenantId, scenarioId, kind } = hook;
  const sealed = sealedOf(delivery);
  return deliveryEvent({ tenantId, hookId: hook.id, id, kind, scenarioId, receivedAt, sealed, replyTo }, clock);
}

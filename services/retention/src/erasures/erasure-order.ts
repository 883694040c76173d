import { erasureOrdered } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';
import type { z } from 'zod';

/** What everybody is told to do. */
export function erasureOrder(order: z.infer<typeof erasureOrdered.schema>, clock: Clock): OutboxEvent {
  return createEvent(erasureOrdered, order, { tenantId: order.subject.tenantId, subject: order.erasureId, clock });
}

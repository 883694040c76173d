import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/**
 * The run of a delivery is over, and redaction rules hide something of what the delivery brought: whoever keeps that drops it now. That
 * something was received stays.
 */
export const deliveryHidden = defineEvent({
  producer: 'executor',
  noun: 'lifetime',
  fact: 'delivery-hidden',
  version: 1,
  schema: z.object({ tenantId: z.string(), deliveryId: z.string() }),
  key: (data) => data.deliveryId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    deliveryId: 'dlv_0193f5a0c0de7000800000000000a003',
  },
});

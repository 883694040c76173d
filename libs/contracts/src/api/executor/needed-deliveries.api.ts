import { z } from 'zod';

/** `POST /internal/v1/needed-deliveries` (gateway only): which of these deliveries a run that is not over still reads its input from. */
export const askNeededDeliveriesSchema = z.object({
  tenantId: z.string(),
  deliveryIds: z.array(z.string()).max(1_000),
});
export const neededDeliveriesSchema = z.object({ deliveryIds: z.array(z.string()) });

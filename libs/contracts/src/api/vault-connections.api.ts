import { z } from 'zod';

/** `POST /internal/v1/connections/exist` (executor only): which of these connections the organisation has. */
export const askConnectionsSchema = z.object({ tenantId: z.string(), ids: z.array(z.string()).max(1_000) });
export const existingConnectionsSchema = z.object({ existing: z.array(z.string()) });

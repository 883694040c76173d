import { z } from 'zod';

/** `POST /internal/v1/canaries` (retention only): an organisation with an owner who is nobody, made to be erased. Nobody can sign in as its owner. */
export const canarySchema = z.object({ organisationId: z.string(), userId: z.string() });
export type Canary = z.infer<typeof canarySchema>;

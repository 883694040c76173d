import { z } from 'zod';

/**
 * `PUT /internal/v1/log-stream-secrets` (log-store only): what a stream of logs authorises itself with, in the place of what it had.
 * `POST …/read`: lends it, null where there is none; 410 `VAULT.KEY_DESTROYED` after a crypto-shred. `DELETE …/{logStreamId}?tenantId=`:
 * the stream is gone.
 */
const ofStreamSchema = z.object({
  tenantId: z.string().regex(/^org_[0-9a-f]{32}$/, 'must be the id of an organisation.'),
  logStreamId: z.string().regex(/^lst_[0-9a-f]{32}$/, 'must be the id of a log stream.'),
});
export const putLogStreamSecretSchema = ofStreamSchema.extend({ secret: z.string().min(1).max(8_192) });
export const readLogStreamSecretSchema = ofStreamSchema;
export const logStreamSecretSchema = z.object({ secret: z.string().nullable() });

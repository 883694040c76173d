import { z } from 'zod';

export const keyPurposeSchema = z.enum(['payload', 'secrets']);
export type KeyPurpose = z.infer<typeof keyPurposeSchema>;

/** `POST /internal/v1/tenant-keys/read` (gateway, executor, log-store; purpose `payload` only). Creates version 1 on first use. `version` omitted = current. 404 `VAULT.UNKNOWN_KEY_VERSION`; 410 `VAULT.KEY_DESTROYED` after a crypto-shred. */
export const readTenantKeySchema = z.object({ tenantId: z.string(), version: z.int().positive().optional() });
export const tenantKeySchema = z.object({ tenantId: z.string(), version: z.int().positive(), key: z.base64() });
export type TenantKeyAnswer = z.infer<typeof tenantKeySchema>;

/**
 * `POST /internal/v1/leases` (executor only): ready-made authorisation for one run, one connection, one origin, five minutes.
 * 404 `VAULT.UNKNOWN_CONNECTION` (also for another tenant's), 403 `VAULT.ORIGIN_NOT_ALLOWED`, 410 `VAULT.KEY_DESTROYED`.
 */
export const requestLeaseSchema = z.object({
  tenantId: z.string(),
  connectionId: z.string(),
  runId: z.string(),
  /** Scheme, host and port the request will go to; must be allowed for the connection. */
  origin: z.string(),
});
export const leaseSchema = z.object({
  headers: z.array(z.tuple([z.string(), z.string()])),
  query: z.array(z.tuple([z.string(), z.string()])),
  expiresAt: z.iso.datetime(),
});
export type Lease = z.infer<typeof leaseSchema>;

/** `POST /v1/connections`: an API key, sent as a header or a query parameter, to the allowed origins only. Write-only: no answer carries the key. An origin is scheme, host and port without a path. `GET|DELETE /v1/connections/{id}`: 404 `VAULT.UNKNOWN_CONNECTION`; deleting is idempotent. */
export const createConnectionSchema = z.object({
  name: z.string().min(1).max(120),
  kind: z.literal('api-key'),
  placement: z.enum(['header', 'query']),
  parameterName: z.string().min(1).max(128),
  secret: z.string().min(1).max(8_192),
  allowedOrigins: z.array(z.url()).min(1).max(20),
});
export const connectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.literal('api-key'),
  placement: z.enum(['header', 'query']),
  parameterName: z.string(),
  allowedOrigins: z.array(z.string()),
  createdAt: z.iso.datetime(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** `GET /v1/connections?cursor=&limit=`, newest first. */
export const listConnectionsSchema = z.object({
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const connectionListSchema = z.object({ items: z.array(connectionSchema), nextCursor: z.string().nullable() });
export type ConnectionList = z.infer<typeof connectionListSchema>;

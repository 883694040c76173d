import { z } from 'zod';

export const keyPurposeSchema = z.enum(['payload', 'secrets']);
export type KeyPurpose = z.infer<typeof keyPurposeSchema>;

/** `POST /internal/v1/tenant-keys/read` (gateway, executor, log-store; purpose `payload` only). Creates version 1 on first use. `version` omitted = current. 404 `VAULT.UNKNOWN_KEY_VERSION`; 410 `VAULT.KEY_DESTROYED` after a crypto-shred. */
export const readTenantKeySchema = z.object({
  tenantId: z.string(),
  version: z.int().positive().max(2_147_483_647).optional(),
});
export const tenantKeySchema = z.object({ tenantId: z.string(), version: z.int().positive(), key: z.base64() });
export type TenantKeyAnswer = z.infer<typeof tenantKeySchema>;

/**
 * `POST /internal/v1/leases` (executor only): ready-made authorisation for one run, one connection, one origin, at most five
 * minutes. 404 `VAULT.UNKNOWN_CONNECTION` (also for another tenant's, or another team's than the scenario's), 403 `VAULT.ORIGIN_NOT_ALLOWED`, 409
 * `VAULT.OTHER_CONNECTION_KIND`, 410 `VAULT.KEY_DESTROYED`, `VAULT.SECRET_NEEDED`, `VAULT.AUTHORISATION_NEEDED`.
 */
export const requestLeaseSchema = z.object({
  tenantId: z.string(),
  connectionId: z.string(),
  runId: z.string(),
  scenarioId: z.string(),
  /** The team the scenario is of when its run was taken up; null: of none, which may work with any. Never left out. */
  teamId: z.string().nullable(),
  /** Scheme, host and port the request will go to; must be allowed for the connection. */
  origin: z.string(),
});
export const leaseSchema = z.object({
  headers: z.array(z.tuple([z.string(), z.string()])),
  query: z.array(z.tuple([z.string(), z.string()])),
  expiresAt: z.iso.datetime(),
});
export type Lease = z.infer<typeof leaseSchema>;

/** A payload key as vault hands it out: `key` is 32 bytes in base64. Same shape as `tenantKeySchema` in the contracts. */
export interface TenantKeyMaterial {
  readonly tenantId: string;
  readonly version: number;
  readonly key: string;
}

/**
 * Where payload keys come from: in a service, one line over its ServiceClient to vault's
 * `POST /internal/v1/tenant-keys/read`. `version` omitted means the current one.
 * A destroyed key is an ExpectedError with status 410; anything that may pass is a TransientError.
 */
export interface TenantKeySource {
  read(tenantId: string, version?: number): Promise<TenantKeyMaterial>;
}

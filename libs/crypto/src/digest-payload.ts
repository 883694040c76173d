import { createHmac } from 'node:crypto';
import { deriveTenantSecret } from './derive-tenant-secret.ts';
import type { TenantKey } from './tenant-key.ts';

/**
 * Names a value without telling it: the same value of the same tenant, for the same purpose and key version, has the same digest, and
 * nobody without the tenant's key can try values against it. HMAC-SHA-256 under a secret derived for the purpose; 64 hex digits.
 */
export function digestPayload(key: TenantKey, purpose: string, value: string): string {
  return createHmac('sha256', deriveTenantSecret(key, `digest ${purpose}`))
    .update(value)
    .digest('hex');
}

import { createHmac, hkdfSync } from 'node:crypto';
import type { TenantKey } from './tenant-key.ts';

/**
 * Names a value without telling it: the same value of the same tenant, for the same purpose and key version, has the same digest, and
 * nobody without the tenant's key can try values against it. HMAC-SHA-256 under a key derived for the purpose; 64 hex digits.
 */
export function digestPayload(key: TenantKey, purpose: string, value: string): string {
  const derived = hkdfSync('sha256', key.keyObject, Buffer.alloc(0), `ebbflow digest ${purpose}`, 32);
  return createHmac('sha256', Buffer.from(derived)).update(value).digest('hex');
}

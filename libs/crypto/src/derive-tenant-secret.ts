import { hkdfSync } from 'node:crypto';
import type { TenantKey } from './tenant-key.ts';

/**
 * 32 bytes that follow from a tenant's key and a purpose (RFC 5869): for MACs, where the key itself must not be used twice. Gone with the
 * key. Another purpose or another version of the key gives bytes that tell nothing about these.
 */
export function deriveTenantSecret(key: TenantKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.keyObject, '', `ebbflow ${purpose} ${key.tenantId}`, 32));
}

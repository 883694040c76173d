import { createHmac } from 'node:crypto';
import type { TenantKey } from '@ebbflow/crypto';

/**
 * What is remembered of a dedupe key: a MAC under the tenant's payload key, for such keys are order numbers and addresses. The label
 * keeps it apart from anything else the key is used for. After a rotation of the key a copy is not known for a copy any more.
 */
export function dedupeMac(key: TenantKey, hookId: string, dedupeKey: string): Buffer {
  return createHmac('sha256', key.keyObject).update(`ebbflow/dedupe/v1\0${hookId}\0${dedupeKey}`).digest();
}

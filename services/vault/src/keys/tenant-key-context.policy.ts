import type { KeyPurpose } from '@ebbflow/contracts';
import type { SealContext } from '@ebbflow/crypto';

/** What a tenant's key is bound to: its row. */
export function tenantKeyContextOf(tenantId: string, purpose: KeyPurpose, version: number): SealContext {
  return { tenant: tenantId, object: purpose, field: 'tenant_key.wrapped_key', version };
}

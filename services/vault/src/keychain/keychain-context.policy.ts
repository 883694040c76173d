import { createHash } from 'node:crypto';
import type { SealContext } from '@ebbflow/crypto';

export interface KeychainBinding {
  readonly tenantId: string;
  readonly id: string;
  readonly kind: string;
  readonly allowedOrigins: readonly string[];
  readonly secretVersion: number;
}

/**
 * What a key's secret is bound to: its row, what it is, where it may be sent, and which of the row's secrets it is. Another row,
 * other origins or an older secret put back, and it does not open.
 */
export function keychainContextOf(binding: KeychainBinding): SealContext {
  const { tenantId, id, kind, allowedOrigins, secretVersion } = binding;
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, allowedOrigins]))
    .digest('hex');
  return { tenant: tenantId, object: `${id}/${digest}`, field: 'keychain.secret', version: secretVersion };
}

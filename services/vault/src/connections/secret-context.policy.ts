import { createHash } from 'node:crypto';
import type { SealContext } from '@ebbflow/crypto';

export interface SecretBinding {
  readonly tenantId: string;
  readonly id: string;
  readonly placement: string;
  readonly parameterName: string;
  readonly allowedOrigins: readonly string[];
}

/**
 * What a connection's secret is bound to: its row, and also where and how it may be sent. Whoever changes the allowed
 * origins in the database (the way keys were stolen elsewhere: edit the URL, keep the secret) gets a secret that no longer opens.
 */
export function secretContextOf(binding: SecretBinding): SealContext {
  const { tenantId, id, placement, parameterName, allowedOrigins } = binding;
  const destination = JSON.stringify([placement, parameterName, allowedOrigins]);
  const digest = createHash('sha256').update(destination).digest('hex');
  return { tenant: tenantId, object: `${id}/${digest}`, field: 'connection.secret', version: 1 };
}

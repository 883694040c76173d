import type { Lease } from '@ebbflow/contracts';
import { DefectError } from '@ebbflow/kernel';
import type { ConnectionSecret } from '../connections/connection-secrets.service.ts';
import type { ConnectionMaterial } from '../connections/find-connection-material.sql.ts';

export type Authorisation = Pick<Lease, 'headers' | 'query'>;

/** What a request must carry, for the kinds whose secret goes along as it is. */
export function authorisationOf(
  { kind, settings }: Pick<ConnectionMaterial, 'kind' | 'settings'>,
  secret: ConnectionSecret,
): Authorisation {
  if (kind === 'api-key') {
    const pair: [string, string] = [String(settings['parameterName']), String(secret['key'])];
    return settings['placement'] === 'header' ? { headers: [pair], query: [] } : { headers: [], query: [pair] };
  }
  if (kind === 'custom-headers') {
    const values = secret['values'] as string[];
    return { headers: (settings['names'] as string[]).map((name, index) => [name, values[index] ?? '']), query: [] };
  }
  throw new DefectError('VAULT.NO_AUTHORISATION', 'A connection was asked for headers that its kind does not have.');
}

import { createHash } from 'node:crypto';
import type { ConnectionKind } from '@ebbflow/contracts';
import type { SealContext } from '@ebbflow/crypto';

export interface SecretBinding {
  readonly tenantId: string;
  readonly id: string;
  readonly kind: ConnectionKind;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly allowedOrigins: readonly string[];
}

/**
 * What a connection's secret is bound to: its row, and also where and how it may be sent. Whoever changes the allowed origins, the
 * server or the token endpoint in the database (the way keys were stolen elsewhere: edit the URL, keep the secret) gets a secret
 * that no longer opens.
 */
export function secretContextOf(binding: SecretBinding): SealContext {
  const digest = createHash('sha256').update(destinationOf(binding)).digest('hex');
  return { tenant: binding.tenantId, object: `${binding.id}/${digest}`, field: 'connection.secret', version: 1 };
}

/**
 * Everything that decides where a secret goes; two connections with the same text send theirs to the same place. The address of a test
 * is none of it: at each test it is held against the allowed origins.
 */
export function destinationOf({ kind, settings, allowedOrigins }: Omit<SecretBinding, 'tenantId' | 'id'>): string {
  // API keys were there before the other kinds; theirs stays as it was, so that what was sealed opens.
  if (kind === 'api-key') return JSON.stringify([settings['placement'], settings['parameterName'], allowedOrigins]);
  const { testUrl: _testUrl, ...binding } = settings;
  return JSON.stringify([kind, sorted(binding), allowedOrigins]);
}

/** The database keeps members of objects in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return members.map(([name, member]) => [name, sorted(member)]);
}

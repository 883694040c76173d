import type { KeychainKey } from '@ebbflow/contracts';
import type { ShownKeychainKey } from './keychain.repository.ts';

/** Names each field, so that a column added later does not appear in an answer by itself. */
export function toKeychainKey(key: ShownKeychainKey): KeychainKey {
  return {
    id: key.id,
    name: key.name,
    kind: key.kind,
    teamId: key.teamId,
    allowedOrigins: key.allowedOrigins,
    hasSecret: key.keyVersion !== null,
    fingerprint: key.fingerprint,
    subject: key.subject,
    notAfter: key.notAfter?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revision: key.revision,
    createdAt: key.createdAt.toISOString(),
    updatedAt: key.updatedAt.toISOString(),
  };
}

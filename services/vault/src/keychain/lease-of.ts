import type { KeychainSecret, KeyLease } from '@ebbflow/contracts';
import { assertNever } from '@ebbflow/kernel';

/** What leaves vault of each kind: no more than its purpose needs. */
export function leaseOf(secret: KeychainSecret, expiresAt: string): KeyLease {
  switch (secret.kind) {
    case 'basic-auth': {
      const credentials = Buffer.from(`${secret.user}:${secret.password}`).toString('base64');
      return {
        purpose: 'authorisation',
        headers: [['Authorization', `Basic ${credentials}`]],
        query: [],
        expiresAt,
      };
    }
    case 'api-key': {
      const pair: [string, string] = [secret.parameterName, secret.value];
      return {
        purpose: 'authorisation',
        headers: secret.placement === 'header' ? [pair] : [],
        query: secret.placement === 'query' ? [pair] : [],
        expiresAt,
      };
    }
    case 'certificate': {
      const { kind: _kind, ...rest } = secret;
      return { purpose: 'clientCertificate', ...rest, expiresAt };
    }
    case 'aes':
      return { purpose: 'aes', key: secret.key, expiresAt };
    case 'pgp': {
      const { kind: _kind, ...rest } = secret;
      return { purpose: 'pgp', ...rest, expiresAt };
    }
    case 'ssh': {
      const { kind: _kind, ...rest } = secret;
      return { purpose: 'ssh', ...rest, expiresAt };
    }
    default:
      return assertNever(secret);
  }
}

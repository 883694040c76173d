import type { KeychainSecret } from '@ebbflow/contracts';
import { assertNever } from '@ebbflow/kernel';
import { inspectAesKey } from './inspect-aes-key.ts';
import { inspectApiKey, inspectLogin } from './inspect-authorisation.ts';
import { inspectCertificate } from './inspect-certificate.ts';
import { inspectPgpKey } from './inspect-pgp-key.ts';
import { inspectSshKey } from './inspect-ssh-key.ts';
import type { InspectedSecret } from './inspected-secret.ts';

/** Reads a secret as what it says it is. `at` is the pointer to it in the request. @throws InvalidInputError */
export function inspectSecret(secret: KeychainSecret, at: string): InspectedSecret {
  switch (secret.kind) {
    case 'basic-auth':
      return inspectLogin(secret, at);
    case 'api-key':
      return inspectApiKey(secret, at);
    case 'aes':
      return inspectAesKey(secret, at);
    case 'pgp':
      return inspectPgpKey(secret, at);
    case 'ssh':
      return inspectSshKey(secret, at);
    case 'certificate':
      return inspectCertificate(secret, at);
    default:
      return assertNever(secret);
  }
}

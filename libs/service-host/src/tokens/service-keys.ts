import { generateKeyPairSync } from 'node:crypto';
import { SERVICE_NAMES, type ServiceName } from '@ebbflow/contracts';

export interface ServiceKeys {
  /** PKCS #8 PEM of each service's own private key: goes to that service only. */
  readonly privateKeys: Readonly<Record<ServiceName, string>>;
  /** JSON Web Key Set with the public key of every service, `kid` = its name: goes to all. */
  readonly jwks: string;
}

/** One Ed25519 key pair per service. For the all-in-one, tests, and the chart's key job. */
export function generateServiceKeys(): ServiceKeys {
  const pairs = SERVICE_NAMES.map((name) => ({ name, ...generateKeyPairSync('ed25519') }));
  return {
    privateKeys: Object.fromEntries(
      pairs.map(({ name, privateKey }) => [name, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()]),
    ) as Record<ServiceName, string>,
    jwks: JSON.stringify({
      keys: pairs.map(({ name, publicKey }) => ({
        ...publicKey.export({ format: 'jwk' }),
        kid: name,
        alg: 'EdDSA',
        use: 'sig',
      })),
    }),
  };
}

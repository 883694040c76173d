import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SERVICE_NAMES, type ServiceName } from '@ebbflow/contracts';

export interface ServiceKeys {
  /** PKCS #8 PEM of each service's own private key: goes to that service only. */
  readonly privateKeys: Readonly<Record<ServiceName, string>>;
  /** JSON Web Key Set with the public key of every service: goes to all. */
  readonly jwks: string;
}

export interface ServiceKey {
  /** PKCS #8 PEM. */
  readonly privateKey: string;
  /** For the key set; `kid` says whose it is and which one. */
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

/** One Ed25519 key pair per service. For the all-in-one, tests, and the chart's key job. */
export function generateServiceKeys(): ServiceKeys {
  const pairs = SERVICE_NAMES.map((name) => [name, generateServiceKey(name)] as const);
  return {
    privateKeys: Object.fromEntries(pairs.map(([name, { privateKey }]) => [name, privateKey])) as Record<
      ServiceName,
      string
    >,
    jwks: JSON.stringify({ keys: pairs.map(([, { publicJwk }]) => publicJwk) }),
  };
}

/** A new key of one service, such as the one that follows another. */
export function generateServiceKey(name: ServiceName): ServiceKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid: kidOf(name, publicKey), alg: 'EdDSA', use: 'sig' },
  };
}

/** `vault.<thumbprint>` (RFC 7638, SHA-256): whose key it is and which one, so that two of a service can be there at once. */
export function kidOf(name: ServiceName, key: KeyObject): string {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  const thumbprint = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return `${name}.${thumbprint}`;
}

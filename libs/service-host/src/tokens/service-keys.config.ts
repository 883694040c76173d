import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { ConfigError, type Settings } from '@ebbflow/config';
import { SERVICE_NAMES, type ServiceName } from '@ebbflow/contracts';
import { z } from 'zod';

const jwksSchema = z.object({
  keys: z.array(
    z.object({ kid: z.enum(SERVICE_NAMES), kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
  ),
});

/** The keys with which services know one another. */
export class ServiceKeysConfig {
  /** This service's own Ed25519 private key (PKCS #8 PEM), from EBB_SERVICE_KEY or the file EBB_SERVICE_KEY_FILE names. */
  readonly privateKey: KeyObject;
  /** Public keys by service name, from EBB_SERVICE_JWKS or the file EBB_SERVICE_JWKS_FILE names. */
  readonly publicKeys: ReadonlyMap<ServiceName, KeyObject>;

  constructor(settings: Settings) {
    this.privateKey = privateKeyOf(settings.secret('EBB_SERVICE_KEY').reveal());
    this.publicKeys = publicKeysOf(settings.secret('EBB_SERVICE_JWKS').reveal());
  }
}

function privateKeyOf(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Falls through: the parser's error may quote the key.
  }
  throw new ConfigError('EBB_SERVICE_KEY', 'must be an Ed25519 private key in PKCS #8 PEM form.');
}

function publicKeysOf(text: string): ReadonlyMap<ServiceName, KeyObject> {
  try {
    const { keys } = jwksSchema.parse(JSON.parse(text));
    return new Map(keys.map(({ kid, ...jwk }) => [kid, createPublicKey({ key: jwk, format: 'jwk' })]));
  } catch {
    throw new ConfigError(
      'EBB_SERVICE_JWKS',
      'must be a JSON Web Key Set of Ed25519 public keys, each with kid = name of a service.',
    );
  }
}

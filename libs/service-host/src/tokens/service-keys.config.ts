import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { ConfigError, type Settings } from '@ebbflow/config';
import { SERVICE_NAMES, type ServiceName } from '@ebbflow/contracts';
import type { Duration } from '@ebbflow/kernel';
import { z } from 'zod';
import { kidOf } from './service-keys.ts';

const jwksSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })),
});

export interface PublicServiceKey {
  readonly service: ServiceName;
  readonly key: KeyObject;
}

/**
 * The keys with which services know one another. Both are read again while the service runs, so that a key is replaced without a restart:
 * the set may hold several keys of one service, and the own key is whichever the file holds now.
 */
export class ServiceKeysConfig {
  /** How often both keys are read again. */
  readonly refresh: Duration;
  readonly #settings: Settings;
  /** This service's own Ed25519 private key (PKCS #8 PEM), or the file EBB_SERVICE_KEY_FILE names. */
  #privateKey: KeyObject;
  /** Public keys of all services as a JSON Web Key Set, `kid` = name or name.thumbprint, two of a service while one follows the other. */
  #publicKeys: ReadonlyMap<string, PublicServiceKey>;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.refresh = settings.duration('EBB_SERVICE_KEYS_REFRESH', { default: '10s', min: '10ms', max: '5m' });
    this.#privateKey = privateKeyOf(settings.secret('EBB_SERVICE_KEY').reveal());
    this.#publicKeys = publicKeysOf(settings.secret('EBB_SERVICE_JWKS').reveal());
  }

  /** This service's own, as it is now. */
  get privateKey(): KeyObject {
    return this.#privateKey;
  }

  /** Of every service, by `kid`, as they are now. */
  get publicKeys(): ReadonlyMap<string, PublicServiceKey> {
    return this.#publicKeys;
  }

  /** @returns whether anything is different now. @throws ConfigError when what is there cannot be used; the keys of before stay. */
  reload(): boolean {
    const privateKey = privateKeyOf(this.#settings.secret('EBB_SERVICE_KEY').reveal());
    const publicKeys = publicKeysOf(this.#settings.secret('EBB_SERVICE_JWKS').reveal());
    const isSame =
      privateKey.equals(this.#privateKey) &&
      publicKeys.size === this.#publicKeys.size &&
      [...publicKeys.keys()].every((kid) => this.#publicKeys.has(kid));
    this.#privateKey = privateKey;
    this.#publicKeys = publicKeys;
    return !isSame;
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

function publicKeysOf(text: string): ReadonlyMap<string, PublicServiceKey> {
  try {
    const { keys } = jwksSchema.parse(JSON.parse(text));
    return new Map(keys.map(publicKeyOf));
  } catch {
    throw new ConfigError(
      'EBB_SERVICE_JWKS',
      'must be a JSON Web Key Set of Ed25519 public keys, each with kid = name of a service, or name.thumbprint (RFC 7638).',
    );
  }
}

/** A set from before there were two keys of a service says the name only; the thumbprint follows from the key. */
function publicKeyOf({ kid, ...jwk }: z.infer<typeof jwksSchema>['keys'][number]): [string, PublicServiceKey] {
  const [name, thumbprint] = kid.split('.', 2);
  const service = z.enum(SERVICE_NAMES).parse(name);
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const known = kidOf(service, key);
  if (thumbprint !== undefined && kid !== known) throw new Error('another key');
  return [known, { service, key }];
}

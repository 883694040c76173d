import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ServiceKeysConfig } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';

export interface AnchoredPlace {
  readonly tenantId: string;
  readonly day: string;
  readonly position: number;
  readonly hash: Buffer;
}

/**
 * Ends of chains are signed with identity's own service key, which is not in the database: who can write there can compute a chain anew,
 * but not sign it. After a rotation of that key the next day's anchor is signed with the new one, and vouches for all before it.
 */
@Injectable()
export class AuditAnchorSignatures {
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  /** Thumbprint (RFC 7638) of the public key. */
  readonly keyId: string;

  constructor(@Inject(ServiceKeysConfig) keys: ServiceKeysConfig) {
    this.#privateKey = keys.privateKey;
    this.#publicKey = createPublicKey(keys.privateKey);
    this.keyId = thumbprint(this.#publicKey);
  }

  sign(place: AnchoredPlace): Buffer {
    return sign(null, bytesOf(place), this.#privateKey);
  }

  isOurs(place: AnchoredPlace, signature: Buffer): boolean {
    return verify(null, bytesOf(place), this.#publicKey, signature);
  }
}

function bytesOf({ tenantId, day, position, hash }: AnchoredPlace): Buffer {
  return Buffer.from(JSON.stringify(['ebbflow audit anchor', tenantId, day, position, hash.toString('base64url')]));
}

function thumbprint(key: KeyObject): string {
  const { crv, kty, x } = key.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

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
  #known: { readonly from: KeyObject; readonly publicKey: KeyObject; readonly keyId: string } | undefined;

  constructor(@Inject(ServiceKeysConfig) private readonly keys: ServiceKeysConfig) {}

  /** Thumbprint (RFC 7638) of the public key as it is now. */
  get keyId(): string {
    return this.#public().keyId;
  }

  sign(place: AnchoredPlace): Buffer {
    return sign(null, bytesOf(place), this.keys.privateKey);
  }

  isOurs(place: AnchoredPlace, signature: Buffer): boolean {
    return verify(null, bytesOf(place), this.#public().publicKey, signature);
  }

  /** Of the key as it is now: it is replaced without a restart. */
  #public(): { readonly publicKey: KeyObject; readonly keyId: string } {
    const { privateKey } = this.keys;
    if (this.#known?.from !== privateKey) {
      const publicKey = createPublicKey(privateKey);
      this.#known = { from: privateKey, publicKey, keyId: thumbprint(publicKey) };
    }
    return this.#known;
  }
}

function bytesOf({ tenantId, day, position, hash }: AnchoredPlace): Buffer {
  return Buffer.from(JSON.stringify(['ebbflow audit anchor', tenantId, day, position, hash.toString('base64url')]));
}

function thumbprint(key: KeyObject): string {
  const { crv, kty, x } = key.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

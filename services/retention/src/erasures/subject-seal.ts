import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { ServiceKeysConfig } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { SealedParts } from './erasure.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals what somebody is known by for as long as their erasure takes, under a key that follows from this service's own, which is on no disk of
 * the database. Not under the tenant's key: that one is what an erasure destroys first. After the service's key was replaced an erasure that
 * waits is planned anew.
 */
@Injectable()
export class SubjectSeal {
  constructor(@Inject(ServiceKeysConfig) private readonly keys: ServiceKeysConfig) {}

  seal(erasureId: string, parts: SealedParts): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(), nonce).setAAD(Buffer.from(erasureId));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(parts)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  open(erasureId: string, sealed: Buffer | null): SealedParts {
    if (sealed === null) return { values: [], needles: [] };
    const decipher = createDecipheriv('aes-256-gcm', this.#key(), sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(erasureId))
      .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString()) as SealedParts;
  }

  #key(): Buffer {
    const secret = this.keys.privateKey.export({ format: 'der', type: 'pkcs8' });
    return Buffer.from(hkdfSync('sha256', secret, '', 'ebbflow erasure subjects', 32));
  }
}

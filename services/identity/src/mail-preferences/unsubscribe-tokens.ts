import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OptionalMailPurpose } from '@ebbflow/contracts';
import { Secret } from '@ebbflow/kernel';
import { ServiceKeysConfig } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { DerivedKey } from '../links/derived-key.ts';
import type { Person } from '../users/person.policy.ts';

export interface Unsubscription extends Person {
  readonly purpose: OptionalMailPurpose;
}

/** By position: part of the token, so only ever added to at the end. */
const PURPOSES: readonly OptionalMailPurpose[] = ['execution-news', 'business', 'new-features'];
const ID_BYTES = 16;
const BODY_BYTES = 2 * ID_BYTES + 1;
const MAC_BYTES = 20;
const TOKEN = /^ebu_([A-Za-z0-9_-]{71})$/;

/**
 * Tokens of links that end messages of one purpose. Such a link must work as long as somebody has the mail (RFC 8058), and nothing of
 * the mail is kept; so the token itself says whose and which, under a MAC of 160 bits. It can turn one purpose off and nothing else, which
 * is why it needs no end. Its key comes out of the service's own, as with one-time links.
 */
@Injectable()
export class UnsubscribeTokens {
  readonly #key: DerivedKey;

  constructor(@Inject(ServiceKeysConfig) keys: ServiceKeysConfig) {
    this.#key = new DerivedKey(keys, 'ebbflow identity: tokens to unsubscribe');
  }

  of({ tenantId, userId, purpose }: Unsubscription): Secret {
    const body = Buffer.concat([idBytes(tenantId), idBytes(userId), Buffer.from([PURPOSES.indexOf(purpose)])]);
    return new Secret(`ebu_${Buffer.concat([body, this.#mac(body)]).toString('base64url')}`);
  }

  /** Undefined for anything that was not made here. */
  read(token: string): Unsubscription | undefined {
    const bytes = Buffer.from(TOKEN.exec(token)?.[1] ?? '', 'base64url');
    if (bytes.length !== BODY_BYTES + MAC_BYTES) return undefined;
    const body = bytes.subarray(0, BODY_BYTES);
    if (!timingSafeEqual(bytes.subarray(BODY_BYTES), this.#mac(body))) return undefined;
    const purpose = PURPOSES[body.readUInt8(2 * ID_BYTES)];
    if (purpose === undefined) return undefined;
    const hex = body.toString('hex');
    return { tenantId: `org_${hex.slice(0, 32)}`, userId: `usr_${hex.slice(32, 64)}`, purpose };
  }

  #mac(body: Buffer): Buffer {
    return createHmac('sha256', this.#key.current).update(body).digest().subarray(0, MAC_BYTES);
  }
}

/** The 16 bytes of an id behind its prefix. */
function idBytes(id: string): Buffer {
  return Buffer.from(id.slice(id.indexOf('_') + 1), 'hex');
}

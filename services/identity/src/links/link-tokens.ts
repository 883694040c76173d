import { createHmac } from 'node:crypto';
import { Secret } from '@ebbflow/kernel';
import { ServiceKeysConfig } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { hashOpaqueToken, type OpaqueToken } from '../opaque-token.ts';
import { DerivedKey } from './derived-key.ts';

/**
 * Tokens of links that travel by mail. They are made from the id of what they open and a key that is not in the database, so
 * that a mail can wait, be tried again or be shown without the token being stored anywhere: the row has its hash, as with any
 * other token. The key comes out of the service's own; after that one was replaced, links in mails that were not sent yet open
 * nothing, and whoever wants one asks again.
 */
@Injectable()
export class LinkTokens {
  readonly #key: DerivedKey;

  constructor(@Inject(ServiceKeysConfig) keys: ServiceKeysConfig) {
    this.#key = new DerivedKey(keys, 'ebbflow identity: tokens of one-time links');
  }

  /** Always the same for the same id and key; 160 bits. */
  of(id: string): OpaqueToken {
    const mac = createHmac('sha256', this.#key.current).update(id).digest();
    const token = `ebl_${mac.subarray(0, 20).toString('base64url')}`;
    return { token: new Secret(token), hash: hashOpaqueToken(token) };
  }
}

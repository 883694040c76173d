import { hkdfSync, type KeyObject } from 'node:crypto';
import type { ServiceKeysConfig } from '@ebbflow/service-host';

/**
 * A key for one purpose out of the service's own, as that one is now: it is replaced without a restart, and every process must come to the
 * same.
 */
export class DerivedKey {
  readonly #keys: Pick<ServiceKeysConfig, 'privateKey'>;
  readonly #purpose: string;
  #known: { readonly from: KeyObject; readonly key: Buffer } | undefined;

  /** @param purpose part of the derivation: another one gives another key */
  constructor(keys: Pick<ServiceKeysConfig, 'privateKey'>, purpose: string) {
    this.#keys = keys;
    this.#purpose = purpose;
  }

  /** 32 bytes. */
  get current(): Buffer {
    const { privateKey } = this.#keys;
    if (this.#known?.from !== privateKey) {
      const secret = privateKey.export({ format: 'der', type: 'pkcs8' });
      this.#known = { from: privateKey, key: Buffer.from(hkdfSync('sha256', secret, '', this.#purpose, 32)) };
    }
    return this.#known.key;
  }
}

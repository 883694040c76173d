import { hkdfSync, type KeyObject } from 'node:crypto';
import { digestPayload, openPayload, sealPayload, TenantKey } from '@ebbflow/crypto';

/**
 * Digests of requests and seals of answers, under a key for each tenant that follows from the service's own private key. That one is on no
 * disk of the database and in every service, so that identity and vault, which have no payload keys, keep answers like the others. After
 * the service's key was replaced, answers of before do not open any more and whoever repeats a request is told so.
 */
export class AnswerSeal {
  readonly #keyOf: () => KeyObject;

  /** @param keyOf the service's private key as it is now */
  constructor(keyOf: () => KeyObject) {
    this.#keyOf = keyOf;
  }

  /** Names the secret without telling anything of it. */
  get under(): string {
    return this.#derive('name', 8).toString('hex');
  }

  digest(tenantId: string, request: string): string {
    return digestPayload(this.#tenantKey(tenantId), 'repeated request', request);
  }

  seal(tenantId: string, keyDigest: string, answer: string): Buffer {
    return sealPayload(this.#tenantKey(tenantId), contextOf(tenantId, keyDigest), Buffer.from(answer));
  }

  /** @throws CannotOpenError */
  open(tenantId: string, keyDigest: string, sealed: Buffer): string {
    return openPayload(this.#tenantKey(tenantId), contextOf(tenantId, keyDigest), sealed).toString();
  }

  #tenantKey(tenantId: string): TenantKey {
    return new TenantKey(tenantId, 1, this.#derive(`of ${tenantId}`, 32));
  }

  #derive(what: string, bytes: number): Buffer {
    const secret = this.#keyOf().export({ format: 'der', type: 'pkcs8' });
    return Buffer.from(hkdfSync('sha256', secret, '', `ebbflow answers: ${what}`, bytes));
  }
}

function contextOf(tenant: string, object: string): { tenant: string; object: string; field: string; version: number } {
  return { tenant, object, field: 'idempotency.answer', version: 1 };
}

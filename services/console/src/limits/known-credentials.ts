import { createHash } from 'node:crypto';

/** About 1 MB. Beyond it those go that were not seen for the longest time. */
const MOST = 10_000;

/**
 * Sessions and tokens that identity knew the last time they were shown here, by digest. It opens nothing: identity is asked each time
 * all the same, and what it does not know any more is forgotten at that moment.
 */
export class KnownCredentials {
  readonly #digests = new Set<string>();

  has(credential: string): boolean {
    return this.#digests.has(digestOf(credential));
  }

  add(credential: string): void {
    const digest = digestOf(credential);
    this.#digests.delete(digest);
    this.#digests.add(digest);
    const [oldest] = this.#digests;
    if (this.#digests.size > MOST && oldest !== undefined) this.#digests.delete(oldest);
  }

  forget(credential: string): void {
    this.#digests.delete(digestOf(credential));
  }
}

function digestOf(credential: string): string {
  return createHash('sha256').update(credential).digest('base64url');
}

import { Resolver } from 'node:dns/promises';
import { NameServerError, UnknownHostError } from './egress.errors.ts';

/** Turns a host name into all of its addresses. Port for tests; nothing it answers is trusted. */
export interface NameResolver {
  /** @throws UnknownHostError | NameServerError */
  resolve(hostname: string): Promise<readonly string[]>;
}

interface Answer {
  readonly addresses: readonly string[];
  readonly goodUntilMs: number;
}

const MAX_REMEMBERED = 10_000;
const MAX_TTL_SECONDS = 30;
const NO_SUCH_NAME = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME', 'EBADQUERY']);

/**
 * Asks name servers directly (c-ares): those given, else those of /etc/resolv.conf. Not dns.lookup: that runs getaddrinfo on the four threads
 * shared with files, compression and password hashing, so four slow names of one tenant would hold up the whole process.
 * The price: /etc/hosts and search domains are not consulted; `localhost` is answered here (RFC 6761), by IPv4 alone, so that
 * allowing 127.0.0.0/8 opens it.
 */
export class DnsResolver implements NameResolver {
  readonly #resolver = new Resolver({ timeout: 2_000, tries: 2 });
  readonly #remembered = new Map<string, Answer>();

  /** Addresses, each with or without a port. */
  constructor(servers: readonly string[] = []) {
    if (servers.length > 0) this.#resolver.setServers(servers);
  }

  async resolve(hostname: string): Promise<readonly string[]> {
    const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
    if (name === 'localhost' || name.endsWith('.localhost')) return ['127.0.0.1'];
    const known = this.#remembered.get(name);
    if (known && known.goodUntilMs > performance.now()) return known.addresses;
    const [v4, v6] = await Promise.allSettled([
      this.#resolver.resolve4(name, { ttl: true }),
      this.#resolver.resolve6(name, { ttl: true }),
    ]);
    const records = [v4, v6].flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    if (records.length === 0) throw failure([v4, v6]);
    const ttlSeconds = Math.min(MAX_TTL_SECONDS, ...records.map((record) => record.ttl));
    const addresses = records.map((record) => record.address);
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(name, { addresses, goodUntilMs: performance.now() + ttlSeconds * 1_000 });
    return addresses;
  }
}

function failure(results: readonly PromiseSettledResult<unknown>[]): UnknownHostError | NameServerError {
  const reasons = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as NodeJS.ErrnoException] : [],
  );
  const other = reasons.find((reason) => !NO_SUCH_NAME.has(reason.code ?? ''));
  return other ? new NameServerError(other) : new UnknownHostError(reasons[0]);
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** 256 random bits behind a recognisable prefix need no slow hash: there is nothing to guess. */
export function apiKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Whether the request carries one of the keys; every one is compared, so that time does not tell which. */
export function carriesApiKey({ headers }: IncomingMessage, hashes: readonly string[]): boolean {
  const key = headers['x-ebbflow-apikey'] ?? headers['x-make-apikey'];
  if (typeof key !== 'string') return false;
  const sent = Buffer.from(apiKeyHash(key), 'hex');
  let matches = 0;
  for (const hash of hashes) {
    const known = Buffer.from(hash, 'hex');
    if (known.length === sent.length && timingSafeEqual(known, sent)) matches += 1;
  }
  return matches > 0;
}

import { digestPayload } from './digest-payload.ts';
import type { TenantKey } from './tenant-key.ts';

/** Where a value stands that is to be found again: equal values elsewhere have another index. */
export interface IndexedPlace {
  readonly scenarioId: string;
  /** The name the tenant has given to what is searched by. */
  readonly name: string;
}

/** Longer texts are nobody's key; what is cut off does not count. */
const MAX_CHARACTERS = 1_024;
const INDEX_BYTES = 16;

/**
 * What a value is found by without telling it: the same for the same value at the same place under the same version of the tenant's key, and
 * nothing to anybody without that key. Equal are texts that differ in letter case, in white space around them or in how their characters are
 * composed. 16 bytes: among a billion values of a tenant two differing ones meet with a probability of one in 10^20.
 */
export function blindIndex(key: TenantKey, { scenarioId, name }: IndexedPlace, value: string): Buffer {
  const text = value.slice(0, MAX_CHARACTERS).normalize('NFKC').trim().toLowerCase();
  return Buffer.from(digestPayload(key, 'search', `${scenarioId}\0${name}\0${text}`), 'hex').subarray(0, INDEX_BYTES);
}

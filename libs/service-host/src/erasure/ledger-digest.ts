import { createHmac } from 'node:crypto';
import type { LedgerEntry } from '@ebbflow/contracts';

/** What stands in the ledger for an id: who has the id and the ledger's key can tell, nobody else. */
export function ledgerDigest(key: Uint8Array, kind: LedgerEntry['kind'], id: string): string {
  return createHmac('sha256', key).update(`${kind} ${id}`).digest('hex');
}

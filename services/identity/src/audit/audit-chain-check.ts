import type { AuditVerification } from '@ebbflow/contracts';
import { type ChainedEntry, entryHash, genesisHash } from './audit-chain.policy.ts';

/** A place of the chain that is vouched for from elsewhere. */
export interface KnownPlace {
  readonly position: number;
  readonly hash: Buffer;
  readonly kind: 'anchor' | 'noted';
}

type Fault = AuditVerification['faults'][number];

const MOST_FAULTS = 20;

/**
 * Computes a chain again, entry by entry, in order. After a fault it goes on from what the next entry says came before it, so that one
 * changed row is one fault, and not one for every row behind it.
 */
export class AuditChainCheck {
  readonly faults: Fault[] = [];
  entryCount = 0;
  #previous: Buffer;
  #position = 0;
  readonly #places: ReadonlyMap<number, readonly KnownPlace[]>;

  constructor(
    tenantId: string,
    private readonly places: readonly KnownPlace[],
  ) {
    this.#previous = genesisHash(tenantId);
    this.#places = Map.groupBy(places, ({ position }) => position);
  }

  add(entry: ChainedEntry & { readonly previousHash: Buffer; readonly hash: Buffer }): void {
    this.entryCount += 1;
    const isNext = entry.position === this.#position + 1;
    if (!isNext) this.#fault(this.#position + 1, 'missing');
    const follows = !isNext || entry.previousHash.equals(this.#previous);
    if (!follows || !entryHash(entry.previousHash, entry).equals(entry.hash)) this.#fault(entry.position, 'changed');
    for (const { hash, kind } of this.#places.get(entry.position) ?? [])
      if (!hash.equals(entry.hash)) this.#fault(entry.position, kind);
    this.#previous = entry.hash;
    this.#position = entry.position;
  }

  /** With the end as it was when the reading began: nothing between is missing, and nothing known lies beyond. */
  finish(head: { position: number; hash: Buffer } | undefined): void {
    const known = Math.max(head?.position ?? 0, ...this.places.map(({ position }) => position));
    if (known > this.#position) this.#fault(this.#position + 1, 'cut-off');
    else if (head === undefined ? this.#position > 0 : !head.hash.equals(this.#previous))
      this.#fault(this.#position, 'changed');
  }

  #fault(position: number, kind: Fault['kind']): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ position, kind });
  }
}

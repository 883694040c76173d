import type { Bundle } from '@ebbflow/connector-sdk';
import { mergeData, type Write } from '@ebbflow/engine';

/** A write of a transaction, with the keyed hash of its key in hex. */
export interface IndexedWrite {
  readonly write: Write;
  /** Absent where the whole store is cleared. */
  readonly index: string | undefined;
}

/** What a transaction made of one store: laid over the committed records, it is the store as the transaction sees it. */
export class StoreView {
  /** Nothing of what is committed counts. */
  isCleared = false;
  readonly #writes = new Map<string, Write[]>();

  add({ write, index }: IndexedWrite): void {
    if (index === undefined) {
      this.isCleared = true;
      this.#writes.clear();
      return;
    }
    const known = this.#writes.get(index);
    if (known === undefined) this.#writes.set(index, [write]);
    else known.push(write);
  }

  get isEmpty(): boolean {
    return !this.isCleared && this.#writes.size === 0;
  }

  /** Keyed hashes (hex) of the keys it wrote to since the store was cleared last. */
  get indexes(): readonly string[] {
    return [...this.#writes.keys()];
  }

  /** The record as the transaction sees it, of what is committed under its key. A key that somebody else added meanwhile is the commit's to refuse. */
  over(index: string, committed: Bundle | undefined): { readonly key: string; readonly data: Bundle } | undefined {
    let record = committed === undefined || this.isCleared ? undefined : { key: '', data: committed };
    for (const write of this.#writes.get(index) ?? []) {
      if (write.kind === 'clear' || write.kind === 'delete') record = undefined;
      else if (write.kind === 'merge') {
        record = { key: write.key, data: mergeData(record?.data ?? {}, write.data, write.overwriteArrays) };
      } else record = { key: write.key, data: write.data };
    }
    return record;
  }

  has(index: string): boolean {
    return this.#writes.has(index);
  }
}

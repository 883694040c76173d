import type { SealedChange } from './sealed-change.ts';

/** What becomes of one key, in order. */
export type KeyedChange = Exclude<SealedChange, { kind: 'clear' }>;

export interface FoldedStore {
  readonly storeId: string;
  /** Everything that is in the store goes first. */
  isCleared: boolean;
  /** By keyed hash in hex. */
  readonly keys: Map<string, KeyedChange[]>;
}

/** Sorts a list of changes by store and key. What stands before a store is cleared has no effect and is left out. */
export function foldChanges(changes: readonly SealedChange[]): FoldedStore[] {
  const stores = new Map<string, FoldedStore>();
  for (const change of changes) {
    const store: FoldedStore = stores.get(change.storeId) ?? {
      storeId: change.storeId,
      isCleared: false,
      keys: new Map<string, KeyedChange[]>(),
    };
    stores.set(change.storeId, store);
    if (change.kind === 'clear') {
      store.isCleared = true;
      store.keys.clear();
      continue;
    }
    const index = keyIndexOfChange(change).toString('hex');
    const known = store.keys.get(index);
    if (known === undefined) store.keys.set(index, [change]);
    else known.push(change);
  }
  return [...stores.values()];
}

export function keyIndexOfChange(change: KeyedChange): Buffer {
  return change.kind === 'delete' ? change.keyIndex : change.record.keyIndex;
}

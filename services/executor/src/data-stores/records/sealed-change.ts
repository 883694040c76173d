/** A record that is ready to be stored: a keyed hash to find it by, and the rest sealed under one version of the tenant's key. */
export interface SealedRecord {
  readonly keyIndex: Buffer;
  readonly keySealed: Buffer;
  readonly dataSealed: Buffer;
  readonly keyVersion: number;
}

/** One change of a store, ready to be staged or carried out. Of a `merge` the data is what changes. */
export type SealedChange = { readonly storeId: string } & (
  | { readonly kind: 'add' | 'put'; readonly record: SealedRecord }
  | { readonly kind: 'merge'; readonly record: SealedRecord; readonly overwritesArrays: boolean }
  | { readonly kind: 'delete'; readonly keyIndex: Buffer }
  | { readonly kind: 'clear' }
);

export function weightOf({ keySealed, dataSealed }: SealedRecord): number {
  return keySealed.length + dataSealed.length;
}

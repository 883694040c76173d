import type { SealedChange } from '../records/sealed-change.ts';

/** A staged change as it lies in the database. */
export interface ChangeRow {
  readonly position: number;
  readonly operation_id: string;
  readonly store_id: string;
  readonly kind: SealedChange['kind'];
  readonly overwrites_arrays: boolean;
  readonly key_index: Buffer | null;
  readonly key_sealed: Buffer | null;
  readonly data_sealed: Buffer | null;
  readonly key_version: number | null;
}

const NOTHING = Buffer.alloc(0);

export function changeOf(row: ChangeRow): SealedChange {
  const { kind, store_id: storeId } = row;
  if (kind === 'clear') return { kind, storeId };
  const keyIndex = row.key_index ?? NOTHING;
  if (kind === 'delete') return { kind, storeId, keyIndex };
  const record = {
    keyIndex,
    keySealed: row.key_sealed ?? NOTHING,
    dataSealed: row.data_sealed ?? NOTHING,
    keyVersion: row.key_version ?? 0,
  };
  return kind === 'merge'
    ? { kind, storeId, record, overwritesArrays: row.overwrites_arrays }
    : { kind, storeId, record };
}

/** The columns from `overwrites_arrays` on of a change's row. */
export function columnsOf(change: SealedChange): readonly unknown[] {
  if (change.kind === 'clear') return [false, null, null, null, null];
  if (change.kind === 'delete') return [false, change.keyIndex, null, null, null];
  const { keyIndex, keySealed, dataSealed, keyVersion } = change.record;
  return [change.kind === 'merge' && change.overwritesArrays, keyIndex, keySealed, dataSealed, keyVersion];
}

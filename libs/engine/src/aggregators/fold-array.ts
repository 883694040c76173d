import type { Bundle } from '@ebbflow/connector-sdk';

/** Every row as an element of one array. */
export function foldArray(rows: readonly Bundle[]): Bundle {
  return { array: rows as Bundle[], __IMTAGGLENGTH__: rows.length };
}

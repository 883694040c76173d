import { isBundle, ModuleError, type Bundle, type Value } from '@ebbflow/connector-sdk';

export type Records = ReadonlyMap<string, Bundle>;

/** One change of a data store, as a transaction remembers it. */
export type Write =
  | { readonly kind: 'add' | 'put'; readonly storeId: string; readonly key: string; readonly data: Bundle }
  | {
      readonly kind: 'merge';
      readonly storeId: string;
      readonly key: string;
      readonly data: Bundle;
      readonly overwriteArrays: boolean;
    }
  | { readonly kind: 'delete'; readonly storeId: string; readonly key: string }
  | { readonly kind: 'clear'; readonly storeId: string };

/** @throws ModuleError DuplicateDataError when a key to be added is there already */
export function applyWrites(records: Map<string, Bundle>, writes: readonly Write[]): void {
  for (const write of writes) {
    if (write.kind === 'clear') records.clear();
    else if (write.kind === 'delete') records.delete(write.key);
    else if (write.kind === 'merge') {
      records.set(write.key, mergeData(records.get(write.key) ?? {}, write.data, write.overwriteArrays));
    } else {
      if (write.kind === 'add' && records.has(write.key)) throw keyTaken();
      records.set(write.key, write.data);
    }
  }
}

export function mergeData(old: Bundle, changes: Bundle, overwriteArrays: boolean): Bundle {
  const merged: Bundle = { ...old };
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined) merged[name] = mergeValue(old[name], value, overwriteArrays);
  }
  return merged;
}

export function keyTaken(): ModuleError {
  return new ModuleError('DuplicateDataError', 'A record with this key exists already.');
}

function mergeValue(old: Value, value: Value, overwriteArrays: boolean): Value {
  if (Array.isArray(old) && Array.isArray(value)) return overwriteArrays ? value : [...old, ...value];
  return isBundle(old) && isBundle(value) ? mergeData(old, value, overwriteArrays) : value;
}

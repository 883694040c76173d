import type { Bundle, Value } from './module-context.ts';

export interface DataStoreRecord {
  /** Unique in its store; never empty. */
  readonly key: string;
  readonly data: Bundle;
}

/** One comparison, written as a filter's condition. */
export interface DataStoreCondition {
  /** Dotted path into the record's data; `__IMTKEY__` is the record's key. */
  readonly a: string;
  /** As in filters: `text:equal:ci`, `number:less`, `exist`. */
  readonly o: string;
  readonly b?: Value;
}

export interface DataStoreQuery {
  /** Alternatives (outer list) of conditions that must all hold (inner list). Default: every record. */
  readonly filter?: readonly (readonly DataStoreCondition[])[];
  /** The first entry counts most. `key` is a path as in `DataStoreCondition.a`. Default: by the record's key. */
  readonly sort?: readonly { readonly key: string; readonly order: 'asc' | 'desc' }[];
  /** Records at most. Default: all. */
  readonly limit?: number;
}

export interface UpdateOptions {
  /** True: an array of the record is replaced by the given one; false (default): the given elements are added to it. */
  readonly overwriteArrays?: boolean;
}

/**
 * The data stores of the team, as a module sees them: inside the transaction of its cycle (or of its own operation, with auto
 * commit), which the engine begins, commits and rolls back. Reads see what the same transaction wrote. What an operation did that
 * was cut off or failed is dropped. `storeId` is the number or id of `parameters.datastore`, as text.
 * Every method throws `ModuleError` `InvalidConfigurationError` when there is no such store.
 */
export interface DataStorePort {
  get(storeId: string, key: string): Promise<DataStoreRecord | undefined>;
  exists(storeId: string, key: string): Promise<boolean>;
  /** Without a key one is made. @throws ModuleError DuplicateDataError when the key is taken */
  add(storeId: string, record: { readonly key?: string | undefined; readonly data: Bundle }): Promise<DataStoreRecord>;
  /** Merges the given fields into the record; collections are merged field by field. @throws ModuleError DataError when there is no such record */
  update(storeId: string, record: DataStoreRecord, options?: UpdateOptions): Promise<DataStoreRecord>;
  /** As `update` where the record exists, else as `add`. */
  upsert(storeId: string, record: DataStoreRecord, options?: UpdateOptions): Promise<DataStoreRecord>;
  /** The whole record is replaced, or made: what `AddRecord` does with "overwrite". */
  put(storeId: string, record: DataStoreRecord): Promise<DataStoreRecord>;
  search(storeId: string, query: DataStoreQuery): Promise<readonly DataStoreRecord[]>;
  count(storeId: string): Promise<number>;
  /** False when there was no such record. */
  delete(storeId: string, key: string): Promise<boolean>;
  /** How many records there were. */
  deleteAll(storeId: string): Promise<number>;
}

import {
  ModuleError,
  type Bundle,
  type DataStorePort,
  type DataStoreQuery,
  type DataStoreRecord,
  type UpdateOptions,
} from '@ebbflow/connector-sdk';
import { madeKey } from './made-key.ts';
import { RecordSearch } from './record-search.ts';
import { keyTaken, mergeData, type Records, type Write } from './write.ts';

export interface SessionAccess {
  readonly operationId: string;
  readonly timezone: string;
  /** The store with everything the transaction wrote so far. */
  read(storeId: string): Records;
  write(write: Write): void;
}

/** One operation's view of the data stores. */
export class MemorySession implements DataStorePort {
  readonly #access: SessionAccess;
  #madeKeys = 0;

  constructor(access: SessionAccess) {
    this.#access = access;
  }

  async get(storeId: string, key: string): Promise<DataStoreRecord | undefined> {
    const data = this.#access.read(storeId).get(key);
    return data === undefined ? undefined : { key, data };
  }

  async exists(storeId: string, key: string): Promise<boolean> {
    return this.#access.read(storeId).has(key);
  }

  async add(
    storeId: string,
    { key = this.#makeKey(), data }: { readonly key?: string | undefined; readonly data: Bundle },
  ): Promise<DataStoreRecord> {
    if (this.#access.read(storeId).has(key)) throw keyTaken();
    this.#access.write({ kind: 'add', storeId, key, data });
    return { key, data };
  }

  async update(storeId: string, { key, data }: DataStoreRecord, options?: UpdateOptions): Promise<DataStoreRecord> {
    const old = this.#access.read(storeId).get(key);
    if (old === undefined) throw new ModuleError('DataError', 'There is no record with this key.');
    return this.#merge(storeId, old, { key, data }, options);
  }

  async upsert(storeId: string, record: DataStoreRecord, options?: UpdateOptions): Promise<DataStoreRecord> {
    const old = this.#access.read(storeId).get(record.key);
    return old === undefined ? this.add(storeId, record) : this.#merge(storeId, old, record, options);
  }

  async put(storeId: string, { key, data }: DataStoreRecord): Promise<DataStoreRecord> {
    this.#access.write({ kind: 'put', storeId, key, data });
    return { key, data };
  }

  async search(storeId: string, query: DataStoreQuery): Promise<readonly DataStoreRecord[]> {
    const search = new RecordSearch(query, this.#access.timezone);
    for (const [key, data] of this.#access.read(storeId)) search.offer({ key, data });
    return search.results;
  }

  async count(storeId: string): Promise<number> {
    return this.#access.read(storeId).size;
  }

  async delete(storeId: string, key: string): Promise<boolean> {
    if (!this.#access.read(storeId).has(key)) return false;
    this.#access.write({ kind: 'delete', storeId, key });
    return true;
  }

  async deleteAll(storeId: string): Promise<number> {
    const count = this.#access.read(storeId).size;
    this.#access.write({ kind: 'clear', storeId });
    return count;
  }

  #merge(
    storeId: string,
    old: Bundle,
    { key, data }: DataStoreRecord,
    { overwriteArrays = false }: UpdateOptions = {},
  ): DataStoreRecord {
    this.#access.write({ kind: 'merge', storeId, key, data, overwriteArrays });
    return { key, data: mergeData(old, data, overwriteArrays) };
  }

  #makeKey(): string {
    this.#madeKeys += 1;
    return madeKey(this.#access.operationId, this.#madeKeys);
  }
}

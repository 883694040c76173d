import {
  ModuleError,
  type Bundle,
  type DataStorePort,
  type DataStoreQuery,
  type DataStoreRecord,
  type UpdateOptions,
} from '@ebbflow/connector-sdk';
import { keyTaken, madeKey, mergeData, RecordSearch, type Write } from '@ebbflow/engine';
import type { OpenStore } from '../records/open-stores.ts';
import { keyIndexOf } from '../records/record-seals.ts';
import { conformRecord } from '../records/conform-record.ts';
import type { StoreAccess } from './store-access.ts';
import type { StoreView } from './store-view.ts';

export interface SessionOf {
  readonly operationId: string;
  readonly tenantId: string;
  /** Of the scenario. */
  readonly teamId: string | null;
  readonly timezone: string;
  readonly access: StoreAccess;
  /** Carries out a question to the database on behalf of the attempt. */
  reach<T>(work: () => Promise<T>): Promise<T>;
  /** What the transaction made of the store so far. */
  view(storeId: string): StoreView;
  write(store: OpenStore, write: Write): Promise<void>;
}

/** One operation's view of the data stores: what is committed, and over it what its transaction did. */
export class DataStoreSession implements DataStorePort {
  readonly #of: SessionOf;
  readonly #stores = new Map<string, OpenStore>();
  #madeKeys = 0;

  constructor(of: SessionOf) {
    this.#of = of;
  }

  async get(storeId: string, key: string): Promise<DataStoreRecord | undefined> {
    const store = await this.#store(storeId);
    const keyIndex = keyIndexOf(store.indexKey, key);
    const index = keyIndex.toString('hex');
    const view = this.#of.view(storeId);
    const committed = view.isCleared ? undefined : await this.#of.reach(() => this.#of.access.record(store, keyIndex));
    return view.has(index) ? ownKey(view.over(index, committed?.data), key) : committed;
  }

  async exists(storeId: string, key: string): Promise<boolean> {
    return (await this.get(storeId, key)) !== undefined;
  }

  async add(
    storeId: string,
    { key = this.#makeKey(), data }: { readonly key?: string | undefined; readonly data: Bundle },
  ): Promise<DataStoreRecord> {
    if (await this.exists(storeId, key)) throw keyTaken();
    return this.#put('add', storeId, { key, data });
  }

  async put(storeId: string, record: DataStoreRecord): Promise<DataStoreRecord> {
    return this.#put('put', storeId, record);
  }

  async update(storeId: string, record: DataStoreRecord, options?: UpdateOptions): Promise<DataStoreRecord> {
    const old = await this.get(storeId, record.key);
    if (old === undefined) throw new ModuleError('DataError', 'There is no record with this key.');
    return this.#merge(storeId, old.data, record, options);
  }

  async upsert(storeId: string, record: DataStoreRecord, options?: UpdateOptions): Promise<DataStoreRecord> {
    const old = await this.get(storeId, record.key);
    return old === undefined ? this.#put('add', storeId, record) : this.#merge(storeId, old.data, record, options);
  }

  async search(storeId: string, query: DataStoreQuery): Promise<readonly DataStoreRecord[]> {
    const store = await this.#store(storeId);
    const view = this.#of.view(storeId);
    const { access } = this.#of;
    const search = new RecordSearch(query, this.#of.timezone, access.config.maxWorkingBytes);
    const isMet = new Set<string>();
    if (!view.isCleared) {
      await this.#of.reach(() =>
        access.scans.scan(store, (committed, row) => {
          const index = row.key_index.toString('hex');
          if (view.has(index)) isMet.add(index);
          const record = view.has(index) ? ownKey(view.over(index, committed.data), committed.key) : committed;
          if (record !== undefined) search.offer(record, row.bytes);
        }),
      );
    }
    for (const index of view.indexes) {
      const record = isMet.has(index) ? undefined : view.over(index, undefined);
      if (record !== undefined) search.offer(record);
    }
    return search.results;
  }

  async count(storeId: string): Promise<number> {
    const view = this.#of.view(storeId);
    // Asked for anew: the number is of now.
    const store = await this.#of.reach(() => this.#of.access.find(this.#of.tenantId, this.#of.teamId, storeId));
    if (view.isEmpty) return store.recordCount;
    const { indexes } = view;
    const present = view.isCleared
      ? new Set<string>()
      : await this.#of.reach(() => this.#of.access.presentKeys(store, indexes));
    const before = view.isCleared ? 0 : store.recordCount - present.size;
    // Whether a record is there afterwards does not depend on what was in it.
    const after = indexes.filter((index) => view.over(index, present.has(index) ? {} : undefined) !== undefined);
    return before + after.length;
  }

  async delete(storeId: string, key: string): Promise<boolean> {
    if (!(await this.exists(storeId, key))) return false;
    await this.#of.write(await this.#store(storeId), { kind: 'delete', storeId, key });
    return true;
  }

  async deleteAll(storeId: string): Promise<number> {
    const count = await this.count(storeId);
    await this.#of.write(await this.#store(storeId), { kind: 'clear', storeId });
    return count;
  }

  async #put(kind: 'add' | 'put', storeId: string, { key, data }: DataStoreRecord): Promise<DataStoreRecord> {
    const store = await this.#store(storeId);
    const conformed = conformRecord(store.structure, data);
    await this.#of.write(store, { kind, storeId, key, data: conformed });
    return { key, data: conformed };
  }

  async #merge(
    storeId: string,
    old: Bundle,
    { key, data }: DataStoreRecord,
    { overwriteArrays = false }: UpdateOptions = {},
  ): Promise<DataStoreRecord> {
    const store = await this.#store(storeId);
    const merged = mergeData(old, data, overwriteArrays);
    conformRecord(store.structure, merged);
    await this.#of.write(store, { kind: 'merge', storeId, key, data, overwriteArrays });
    return { key, data: merged };
  }

  async #store(storeId: string): Promise<OpenStore> {
    const known = this.#stores.get(storeId);
    if (known !== undefined) return known;
    const store = await this.#of.reach(() => this.#of.access.find(this.#of.tenantId, this.#of.teamId, storeId));
    this.#stores.set(storeId, store);
    return store;
  }

  #makeKey(): string {
    this.#madeKeys += 1;
    return madeKey(this.#of.operationId, this.#madeKeys);
  }
}

/** A view that was restored knows some keys by their hash only. */
function ownKey(record: DataStoreRecord | undefined, key: string): DataStoreRecord | undefined {
  return record === undefined ? undefined : { key, data: record.data };
}

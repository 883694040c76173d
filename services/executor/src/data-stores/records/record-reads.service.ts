import { decodeValue, type DataStoreQuery, type DataStoreRecord } from '@ebbflow/connector-sdk';
import type {
  DataStoreRecordAnswer,
  DataStoreRecordList,
  DataStoreSearch,
  searchDataStoreSchema,
} from '@ebbflow/contracts';
import { RecordSearch } from '@ebbflow/engine';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { DataStoresConfig } from '../data-stores.config.ts';
import { RecordNotFoundError } from '../data-stores.errors.ts';
import { orRefused } from './or-refused.ts';
import { RecordAnswers } from './record-answers.ts';
import type { RecordRow } from './record-row.ts';
import { keyIndexOf } from './record-seals.ts';
import { RecordStores } from './record-stores.ts';
import { StoreScans } from './store-scans.ts';

type Search = z.infer<typeof searchDataStoreSchema>;

/** What the API answers of a store's records. */
@Injectable()
export class RecordReadsService {
  constructor(
    private readonly stores: RecordStores,
    private readonly scans: StoreScans,
    private readonly answers: RecordAnswers,
    private readonly config: DataStoresConfig,
  ) {}

  /** @throws DataStoreNotFoundError, RecordNotFoundError */
  async get(tenantId: string, storeId: string, recordId: string): Promise<DataStoreRecordAnswer> {
    const { row } = await this.stores.record(tenantId, storeId, recordId);
    if (row === undefined) throw new RecordNotFoundError();
    return this.answers.of(tenantId, row);
  }

  /** In the order of their ids, which tells nothing. A page may be shorter than `limit` where records are large. */
  async list(
    tenantId: string,
    storeId: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<DataStoreRecordList> {
    await this.stores.get(tenantId, storeId);
    const rows = await this.scans.page(tenantId, [storeId, Buffer.from(cursor ?? '', 'hex'), limit]);
    const items = await Promise.all(rows.map((row) => this.answers.of(tenantId, row)));
    // Pages end early where records are large, so only an empty one is known to be the last.
    return { items, nextCursor: items.at(-1)?.id ?? null };
  }

  /** Opens the whole store, one page after the other, unless the key is given. @throws SearchRefusedError */
  async search(tenantId: string, storeId: string, { key, ...asked }: Search): Promise<DataStoreSearch> {
    const store = await this.stores.get(tenantId, storeId);
    if (key !== undefined) {
      const { row } = await this.stores.record(tenantId, storeId, keyIndexOf(store.indexKey, key).toString('hex'));
      return { items: row === undefined ? [] : [await this.answers.of(tenantId, row)] };
    }
    const query: DataStoreQuery = {
      ...asked,
      filter: asked.filter.map((group) =>
        group.map(({ a, o, b }) => ({ a, o, ...(b === undefined ? {} : { b: decodeValue(b) }) })),
      ),
    };
    const found = await orRefused(() => this.#scan(tenantId, storeId, query));
    return { items: await Promise.all(found.map((row) => this.answers.of(tenantId, row))) };
  }

  /** The rows of what is found, sealed as they lie there; the search itself holds the records it may answer. */
  async #scan(tenantId: string, storeId: string, query: DataStoreQuery): Promise<readonly RecordRow[]> {
    const search = new RecordSearch(query, 'UTC', this.config.maxWorkingBytes);
    // By identity of the record the search was shown, and only as long as the search holds it.
    const rows = new WeakMap<DataStoreRecord, RecordRow>();
    await this.scans.scan({ tenantId, storeId }, (record, row) => {
      rows.set(record, row);
      search.offer(record, row.bytes * 2);
    });
    return search.results.flatMap((record) => rows.get(record) ?? []);
  }
}

import type { DataStoreRecord } from '@ebbflow/connector-sdk';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { scanRecords } from '../sql/scan-records.sql.ts';
import type { RecordRow } from './record-row.ts';
import { RecordSeals, type StoreAddress } from './record-seals.ts';

const PAGE_RECORDS = 500;
const PAGE_BYTES = 8 * 1_048_576;
const BEGINNING: Buffer = Buffer.alloc(0);

/**
 * Reads whole stores. Sealed records cannot be searched where they lie, so every search opens them one page after the other and keeps
 * only what it needs. Each page is a transaction of its own: a scan sees changes that are committed while it goes on, and keeps
 * nobody from making them.
 */
@Injectable()
export class StoreScans {
  constructor(
    private readonly database: Database,
    private readonly seals: RecordSeals,
  ) {}

  /** Each record with its keyed hash, in the order of those. `visit` may throw to end it. */
  async scan(
    { tenantId, storeId }: StoreAddress,
    visit: (record: DataStoreRecord, row: RecordRow) => void,
  ): Promise<void> {
    for (let after = BEGINNING; ;) {
      const rows = await this.page(tenantId, [storeId, after, PAGE_RECORDS]);
      for (const row of rows) visit(await this.seals.openRow(tenantId, row), row);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.key_index;
    }
  }

  /** Sealed records of a store, from after a keyed hash; fewer than asked for where they are large, none at the end only. */
  page(
    tenantId: string,
    [storeId, after, limit]: readonly [storeId: string, after: Buffer, limit: number],
  ): Promise<RecordRow[]> {
    return this.database.withTenant(tenantId, (sql) =>
      sql.query<RecordRow>(scanRecords, [tenantId, storeId, after, limit, PAGE_BYTES]),
    );
  }
}

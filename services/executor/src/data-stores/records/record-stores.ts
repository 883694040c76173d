import { Database, type SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { DataStoreNotFoundError } from '../data-stores.errors.ts';
import { findRecords } from '../sql/find-records.sql.ts';
import { type OpenStore, OpenStores } from './open-stores.ts';
import type { RecordRow } from './record-row.ts';

/** Stores and single records as the API asks for them. */
@Injectable()
export class RecordStores {
  constructor(
    private readonly database: Database,
    private readonly stores: OpenStores,
  ) {}

  /** @throws DataStoreNotFoundError */
  get(tenantId: string, storeId: string): Promise<OpenStore> {
    return this.database.withTenant(tenantId, (sql) => this.getIn(sql, tenantId, storeId));
  }

  /** The same in the caller's transaction. */
  async getIn(sql: SqlClient, tenantId: string, storeId: string): Promise<OpenStore> {
    const store = await this.stores.find(sql, tenantId, storeId);
    if (!store) throw new DataStoreNotFoundError();
    return store;
  }

  /** The row is undefined when there is no such record. @throws DataStoreNotFoundError */
  record(
    tenantId: string,
    storeId: string,
    recordId: string,
  ): Promise<{ store: OpenStore; row: RecordRow | undefined }> {
    return this.database.withTenant(tenantId, async (sql) => {
      const store = await this.getIn(sql, tenantId, storeId);
      const [row] = await sql.query<RecordRow>(findRecords, [tenantId, [storeId], [Buffer.from(recordId, 'hex')]]);
      return { store, row };
    });
  }
}

import { dataStoreIndexKeyContext, type DataStructureShape, type StructureField } from '@ebbflow/contracts';
import { openPayload, TenantKeys } from '@ebbflow/crypto';
import { isId } from '@ebbflow/kernel';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { findStore } from '../sql/find-store.sql.ts';

/** A store with what it takes to work in it. */
export interface OpenStore {
  readonly storeId: string;
  readonly tenantId: string;
  /** Null: all teams share it. */
  readonly teamId: string | null;
  /** For `keyIndexOf`. */
  readonly indexKey: Buffer;
  /** What its records must look like. */
  readonly structure: DataStructureShape | undefined;
  readonly maxBytes: number;
  readonly usedBytes: number;
  readonly recordCount: number;
}

interface StoreRow {
  readonly id: string;
  readonly team_id: string | null;
  readonly index_key_sealed: Buffer;
  readonly key_version: number;
  readonly max_bytes: string;
  readonly used_bytes: string;
  readonly record_count: string;
  readonly fields: readonly StructureField[] | null;
  readonly strict: boolean | null;
}

@Injectable()
export class OpenStores {
  constructor(private readonly keys: TenantKeys) {}

  /** Undefined when the tenant has no such store. */
  async find(sql: SqlClient, tenantId: string, storeId: string): Promise<OpenStore | undefined> {
    // What is no id cannot be found, and may hold what Postgres refuses in a text.
    if (!isId('dst', storeId)) return undefined;
    const [row] = await sql.query<StoreRow>(findStore, [tenantId, storeId]);
    if (!row) return undefined;
    const key = await this.keys.version(tenantId, row.key_version);
    return {
      storeId,
      tenantId,
      teamId: row.team_id,
      indexKey: openPayload(key, dataStoreIndexKeyContext(tenantId, storeId), row.index_key_sealed),
      structure: row.fields === null ? undefined : { fields: row.fields, strict: row.strict === true },
      maxBytes: Number(row.max_bytes),
      usedBytes: Number(row.used_bytes),
      recordCount: Number(row.record_count),
    };
  }
}

import { createHmac } from 'node:crypto';
import { decodeValue, encodeValue, ModuleError, type Bundle, type DataStoreRecord } from '@ebbflow/connector-sdk';
import { dataStoreKeyContext, dataStoreRecordContext } from '@ebbflow/contracts';
import { openPayload, sealPayload, TenantKeys } from '@ebbflow/crypto';
import type { JsonValue } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { DataStoresConfig } from '../data-stores.config.ts';
import type { RecordRow } from './record-row.ts';
import { type SealedRecord, weightOf } from './sealed-change.ts';

/** Which store of which tenant. */
export interface StoreAddress {
  readonly tenantId: string;
  readonly storeId: string;
}

/** What a record's key is found by: whoever has the database only can neither read it nor try keys against it. */
export function keyIndexOf(indexKey: Buffer, key: string): Buffer {
  return createHmac('sha256', indexKey).update(key).digest();
}

/** Seals records with the tenant's payload key, and opens them. A staged change is sealed as the record it will be, so a commit moves bytes. */
@Injectable()
export class RecordSeals {
  constructor(
    private readonly keys: TenantKeys,
    private readonly config: DataStoresConfig,
  ) {}

  /** @throws KeyDestroyedError; ModuleError DataError for data nested too deep, MaxFileSizeExceededError for more than a record may have */
  async seal({ tenantId, storeId }: StoreAddress, keyIndex: Buffer, record: DataStoreRecord): Promise<SealedRecord> {
    const key = await this.keys.current(tenantId);
    const index = keyIndex.toString('hex');
    const data = Buffer.from(JSON.stringify(encodeValue(record.data)));
    const sealed: SealedRecord = {
      keyIndex,
      keySealed: sealPayload(key, dataStoreKeyContext(tenantId, storeId, index), Buffer.from(record.key)),
      dataSealed: sealPayload(key, dataStoreRecordContext(tenantId, storeId, index), data),
      keyVersion: key.version,
    };
    const { maxRecordBytes } = this.config;
    if (weightOf(sealed) <= maxRecordBytes) return sealed;
    throw new ModuleError(
      'MaxFileSizeExceededError',
      `The record has ${String(weightOf(sealed))} bytes; ${String(maxRecordBytes)} are allowed.`,
    );
  }

  async open({ tenantId, storeId }: StoreAddress, sealed: SealedRecord): Promise<DataStoreRecord> {
    const key = await this.keys.version(tenantId, sealed.keyVersion);
    const index = sealed.keyIndex.toString('hex');
    const data = openPayload(key, dataStoreRecordContext(tenantId, storeId, index), sealed.dataSealed);
    return {
      key: openPayload(key, dataStoreKeyContext(tenantId, storeId, index), sealed.keySealed).toString('utf8'),
      // Sealed by `seal` above, so it is an object.
      data: decodeValue(JSON.parse(data.toString('utf8')) as JsonValue) as Bundle,
    };
  }

  openRow(tenantId: string, row: RecordRow): Promise<DataStoreRecord> {
    return this.open({ tenantId, storeId: row.store_id }, sealedOf(row));
  }
}

export function sealedOf(row: RecordRow): SealedRecord {
  return {
    keyIndex: row.key_index,
    keySealed: row.key_sealed,
    dataSealed: row.data_sealed,
    keyVersion: row.key_version,
  };
}

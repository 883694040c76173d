import { type Bundle, decodeValue, encodeValue } from '@ebbflow/connector-sdk';
import type { addDataStoreRecordSchema, DataStoreRecordAnswer, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock, type JsonObject, newUuid } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { VersionConflictError } from '../../scenarios/scenarios.errors.ts';
import { RecordNotFoundError } from '../data-stores.errors.ts';
import { findRecords } from '../sql/find-records.sql.ts';
import { lockStores } from '../sql/lock-stores.sql.ts';
import { fitRecord } from './fit-record.ts';
import { mergePatch } from './merge-patch.ts';
import type { OpenStore } from './open-stores.ts';
import { orRefused } from './or-refused.ts';
import { RecordAnswers } from './record-answers.ts';
import { RecordChanges } from './record-changes.ts';
import type { RecordRow } from './record-row.ts';
import { keyIndexOf, RecordSeals } from './record-seals.ts';
import { RecordStores } from './record-stores.ts';
import type { SealedChange } from './sealed-change.ts';

/** One record, and the revision of it that was read. */
export interface RecordAddress {
  readonly storeId: string;
  readonly recordId: string;
  readonly revision: number;
}

/**
 * Changes that people make. Each is a transaction of its own which holds the store from its beginning, so what was checked is what is
 * changed, whatever runs commit meanwhile.
 */
@Injectable()
export class RecordWritesService {
  constructor(
    private readonly database: Database,
    private readonly stores: RecordStores,
    private readonly changes: RecordChanges,
    private readonly seals: RecordSeals,
    private readonly answers: RecordAnswers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws RecordExistsError, RecordInvalidError, DataStoreFullError, DataStoreNotFoundError */
  add(
    principal: Principal,
    storeId: string,
    { key = newUuid(), data, overwrite }: z.infer<typeof addDataStoreRecordSchema>,
  ): Promise<DataStoreRecordAnswer> {
    return this.#write(principal, storeId, async (_sql, store) => {
      const record = { key, data: fitRecord(store.structure, bundleOf(data)) };
      const sealed = await this.seals.seal(store, keyIndexOf(store.indexKey, key), record);
      return { kind: overwrite ? 'put' : 'add', storeId, record: sealed };
    });
  }

  /** @throws RecordNotFoundError, VersionConflictError, RecordInvalidError, DataStoreFullError */
  replace(principal: Principal, address: RecordAddress, data: JsonObject): Promise<DataStoreRecordAnswer> {
    return this.#change(principal, address, () => data);
  }

  /** Merges (RFC 7396) into what the revision holds. */
  patch(principal: Principal, address: RecordAddress, data: JsonObject): Promise<DataStoreRecordAnswer> {
    return this.#change(principal, address, (old) => mergePatch(old, data));
  }

  /** Physically and at once. That it is gone is all the caller wants. */
  async delete(principal: Principal, storeId: string, recordId: string): Promise<void> {
    await this.#apply(principal, storeId, async () => ({
      kind: 'delete',
      storeId,
      keyIndex: Buffer.from(recordId, 'hex'),
    }));
  }

  async deleteAll(principal: Principal, storeId: string): Promise<void> {
    await this.#apply(principal, storeId, async () => ({ kind: 'clear', storeId }));
  }

  #change(
    principal: Principal,
    { storeId, recordId, revision }: RecordAddress,
    make: (old: JsonObject) => JsonObject,
  ): Promise<DataStoreRecordAnswer> {
    const { organisationId: tenantId } = principal;
    return this.#write(principal, storeId, async (sql, store) => {
      const row = await rowOf(sql, tenantId, [storeId, Buffer.from(recordId, 'hex')]);
      if (row === undefined) throw new RecordNotFoundError();
      if (row.revision !== revision) {
        const { revision: current, updated_at: updatedAt, updated_by: updatedBy } = row;
        throw new VersionConflictError('record', { revision: current, updatedAt, updatedBy });
      }
      const { key, data } = await this.seals.openRow(tenantId, row);
      const changed = fitRecord(store.structure, bundleOf(make(encodeValue(data) as JsonObject)));
      return { kind: 'put', storeId, record: await this.seals.seal(store, row.key_index, { key, data: changed }) };
    });
  }

  async #write(
    principal: Principal,
    storeId: string,
    make: (sql: SqlClient, store: OpenStore) => Promise<SealedChange & { readonly kind: 'add' | 'put' }>,
  ): Promise<DataStoreRecordAnswer> {
    const row = await this.#apply(principal, storeId, make);
    if (row === undefined) throw new RecordNotFoundError();
    return this.answers.of(principal.organisationId, row);
  }

  /** Answers the record the change left. */
  #apply(
    { organisationId: tenantId, userId }: Principal,
    storeId: string,
    make: (sql: SqlClient, store: OpenStore) => Promise<SealedChange>,
  ): Promise<RecordRow | undefined> {
    return orRefused(() =>
      this.database.withTenant(tenantId, async (sql) => {
        await sql.query(lockStores, [tenantId, [storeId]]);
        const store = await this.stores.getIn(sql, tenantId, storeId);
        const change = await make(sql, store);
        await this.changes.apply(sql, { tenantId, userId, at: this.clock.now() }, [change]);
        return 'record' in change ? rowOf(sql, tenantId, [storeId, change.record.keyIndex]) : undefined;
      }),
    );
  }
}

async function rowOf(
  sql: SqlClient,
  tenantId: string,
  [storeId, index]: readonly [storeId: string, index: Buffer],
): Promise<RecordRow | undefined> {
  const [row] = await sql.query<RecordRow>(findRecords, [tenantId, [storeId], [index]]);
  return row;
}

/** What came as an object is one. */
function bundleOf(data: JsonObject): Bundle {
  return decodeValue(data) as Bundle;
}

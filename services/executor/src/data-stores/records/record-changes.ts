import { ModuleError } from '@ebbflow/connector-sdk';
import { keyTaken, mergeData } from '@ebbflow/engine';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { clearStores } from '../sql/clear-stores.sql.ts';
import { deleteRecords } from '../sql/delete-records.sql.ts';
import { findRecords } from '../sql/find-records.sql.ts';
import { lockStores } from '../sql/lock-stores.sql.ts';
import { putRecords } from '../sql/put-records.sql.ts';
import { setUsage } from '../sql/set-usage.sql.ts';
import { foldChanges, keyIndexOfChange, type FoldedStore, type KeyedChange } from './folded-changes.ts';
import type { RecordRow } from './record-row.ts';
import { RecordSeals, sealedOf } from './record-seals.ts';
import { weightOf, type SealedChange, type SealedRecord } from './sealed-change.ts';

export interface Author {
  readonly tenantId: string;
  /** Null: a run, or an API token. */
  readonly userId: string | null;
  readonly at: Date;
}

interface LockedStore {
  readonly id: string;
  readonly max_bytes: string;
  readonly used_bytes: string;
  readonly record_count: string;
}

/** What is to be written of one store. */
interface Outcome {
  readonly puts: SealedRecord[];
  readonly deletes: Buffer[];
  usedBytes: number;
  recordCount: number;
}

/**
 * Carries out changes of stores, all of them within the caller's transaction. The one place where records are written, whoever asks.
 * A change of a store that was deleted meanwhile has no effect.
 */
@Injectable()
export class RecordChanges {
  constructor(private readonly seals: RecordSeals) {}

  /** @throws ModuleError DuplicateDataError when a key to be added is there, OutOfSpaceError when a store would be too large */
  async apply(sql: SqlClient, author: Author, changes: readonly SealedChange[]): Promise<void> {
    const { tenantId } = author;
    const folded = foldChanges(changes);
    const ids = folded.map(({ storeId }) => storeId);
    const locked = await sql.query<LockedStore>(lockStores, [tenantId, ids]);
    const present = folded.flatMap((store) =>
      locked.filter(({ id }) => id === store.storeId).map((row) => ({ store, row })),
    );
    const cleared = present.filter(({ store }) => store.isCleared).map(({ store }) => store.storeId);
    if (cleared.length > 0) await sql.query(clearStores, [tenantId, cleared]);
    const rows = await this.#rowsOf(
      sql,
      tenantId,
      present.map(({ store }) => store),
    );
    const outcomes = new Map<string, Outcome>();
    for (const { store, row } of present) outcomes.set(store.storeId, await this.#outcome(tenantId, store, row, rows));
    await this.#write(sql, author, outcomes);
  }

  /** The records that changes meet, by store and key. */
  async #rowsOf(
    sql: SqlClient,
    tenantId: string,
    stores: readonly FoldedStore[],
  ): Promise<ReadonlyMap<string, RecordRow>> {
    const asked = stores
      .filter(({ isCleared }) => !isCleared)
      .flatMap(({ storeId, keys }) => [...keys.keys()].map((index) => [storeId, Buffer.from(index, 'hex')] as const));
    if (asked.length === 0) return new Map();
    const rows = await sql.query<RecordRow>(findRecords, [
      tenantId,
      asked.map(([id]) => id),
      asked.map(([, index]) => index),
    ]);
    return new Map(rows.map((row) => [slotOf(row.store_id, row.key_index.toString('hex')), row]));
  }

  async #outcome(
    tenantId: string,
    store: FoldedStore,
    row: LockedStore,
    rows: ReadonlyMap<string, RecordRow>,
  ): Promise<Outcome> {
    const outcome: Outcome = {
      puts: [],
      deletes: [],
      usedBytes: store.isCleared ? 0 : Number(row.used_bytes),
      recordCount: store.isCleared ? 0 : Number(row.record_count),
    };
    for (const [index, changes] of store.keys) {
      const old = rows.get(slotOf(store.storeId, index));
      const record = await this.#carryOut(tenantId, old === undefined ? undefined : sealedOf(old), changes);
      outcome.usedBytes += (record === undefined ? 0 : weightOf(record)) - (old?.bytes ?? 0);
      outcome.recordCount += Number(record !== undefined) - Number(old !== undefined);
      if (record !== undefined) outcome.puts.push(record);
      else if (old !== undefined) outcome.deletes.push(old.key_index);
    }
    if (outcome.usedBytes > Number(row.max_bytes) && outcome.usedBytes > Number(row.used_bytes))
      throw noRoom(Number(row.max_bytes));
    return outcome;
  }

  /** What a key's record is after its changes. Only a merge needs to look into it. */
  async #carryOut(
    tenantId: string,
    old: SealedRecord | undefined,
    changes: readonly KeyedChange[],
  ): Promise<SealedRecord | undefined> {
    let record = old;
    for (const change of changes) {
      if (change.kind === 'delete') record = undefined;
      else if (change.kind === 'merge' && record !== undefined) {
        const address = { tenantId, storeId: change.storeId };
        const [{ data }, changed] = [
          await this.seals.open(address, record),
          await this.seals.open(address, change.record),
        ];
        const merged = mergeData(data, changed.data, change.overwritesArrays);
        record = await this.seals.seal(address, keyIndexOfChange(change), { key: changed.key, data: merged });
      } else {
        if (change.kind === 'add' && record !== undefined) throw keyTaken();
        record = change.record;
      }
    }
    return record;
  }

  async #write(
    sql: SqlClient,
    { tenantId, userId, at }: Author,
    outcomes: ReadonlyMap<string, Outcome>,
  ): Promise<void> {
    const all = [...outcomes];
    const deletes = all.flatMap(([storeId, outcome]) => outcome.deletes.map((index) => [storeId, index] as const));
    if (deletes.length > 0) {
      await sql.query(deleteRecords, [tenantId, deletes.map(([id]) => id), deletes.map(([, index]) => index)]);
    }
    const puts = all.flatMap(([storeId, outcome]) => outcome.puts.map((record) => [storeId, record] as const));
    if (puts.length > 0) {
      await sql.query(putRecords, [
        tenantId,
        puts.map(([storeId]) => storeId),
        puts.map(([, { keyIndex }]) => keyIndex),
        puts.map(([, { keySealed }]) => keySealed),
        puts.map(([, { dataSealed }]) => dataSealed),
        puts.map(([, { keyVersion }]) => keyVersion),
        userId,
        at,
      ]);
    }
    const usages = all.map(([storeId, { usedBytes, recordCount }]) => [storeId, usedBytes, recordCount] as const);
    await sql.query(setUsage, [
      tenantId,
      usages.map(([id]) => id),
      usages.map(([, bytes]) => bytes),
      usages.map(([, , count]) => count),
    ]);
  }
}

export function noRoom(maxBytes: number): ModuleError {
  return new ModuleError(
    'OutOfSpaceError',
    `The data store is full: it may have ${String(maxBytes)} bytes. Delete records, or give it more room.`,
  );
}

function slotOf(storeId: string, index: string): string {
  return `${storeId}/${index}`;
}

import { ModuleError, type DataStoreRecord } from '@ebbflow/connector-sdk';
import type { Write } from '@ebbflow/engine';
import { Database, errorCodeOf } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { DataStoresConfig } from '../data-stores.config.ts';
import { type OpenStore, OpenStores } from '../records/open-stores.ts';
import { noRoom } from '../records/record-changes.ts';
import type { RecordRow } from '../records/record-row.ts';
import { RecordSeals } from '../records/record-seals.ts';
import { type SealedChange, weightOf } from '../records/sealed-change.ts';
import { StoreScans } from '../records/store-scans.ts';
import { findPresentKeys } from '../sql/find-present-keys.sql.ts';
import { findRecords } from '../sql/find-records.sql.ts';
import type { IndexedWrite } from './store-view.ts';

const FOREIGN_KEY_VIOLATION = '23503';

/** What sessions ask of the stores and their bounds. */
@Injectable()
export class StoreAccess {
  constructor(
    private readonly database: Database,
    readonly seals: RecordSeals,
    readonly scans: StoreScans,
    private readonly stores: OpenStores,
    readonly config: DataStoresConfig,
  ) {}

  /**
   * Asked at each use and not only when a scenario is activated: drafts run once too, and scenarios and stores move.
   * @param teamId of the scenario; null: of none, which may work with any
   * @throws ModuleError InvalidConfigurationError when the tenant has no such store, or it is another team's
   */
  async find(tenantId: string, teamId: string | null, storeId: string): Promise<OpenStore> {
    const store = await this.database.withTenant(tenantId, (sql) => this.stores.find(sql, tenantId, storeId));
    const isElsewhere = teamId !== null && store?.teamId !== null && store?.teamId !== teamId;
    if (!store || isElsewhere) throw noSuchStore();
    return store;
  }

  async record({ tenantId, storeId }: OpenStore, index: Buffer): Promise<DataStoreRecord | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<RecordRow>(findRecords, [tenantId, [storeId], [index]]),
    );
    return row === undefined ? undefined : this.seals.openRow(tenantId, row);
  }

  /** Which of these keyed hashes (hex) there is a record for. */
  async presentKeys({ tenantId, storeId }: OpenStore, indexes: readonly string[]): Promise<ReadonlySet<string>> {
    const values = [tenantId, storeId, indexes.map((index) => Buffer.from(index, 'hex'))];
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<Pick<RecordRow, 'key_index'>>(findPresentKeys, values),
    );
    return new Set(rows.map((row) => row.key_index.toString('hex')));
  }

  /** The write as it is staged, and its weight. @throws ModuleError MaxFileSizeExceededError for a record that is too large */
  async seal(
    store: OpenStore,
    write: Write,
    index: Buffer | undefined,
  ): Promise<{ change: SealedChange; bytes: number }> {
    const { storeId } = store;
    if (write.kind === 'clear' || index === undefined) return { change: { kind: 'clear', storeId }, bytes: 0 };
    if (write.kind === 'delete') return { change: { kind: 'delete', storeId, keyIndex: index }, bytes: 0 };
    const record = await this.seals.seal(store, index, { key: write.key, data: write.data });
    const bytes = weightOf(record);
    if (store.usedBytes + bytes > store.maxBytes) await this.#assertRoom(store, index, bytes);
    if (write.kind !== 'merge') return { change: { kind: write.kind, storeId, record }, bytes };
    return { change: { kind: 'merge', storeId, record, overwritesArrays: write.overwriteArrays }, bytes };
  }

  /** The inverse of `seal`. */
  async unseal(tenantId: string, change: SealedChange): Promise<IndexedWrite> {
    const { storeId } = change;
    if (change.kind === 'clear') return { write: { kind: 'clear', storeId }, index: undefined };
    // Nobody asks a deleted record for its key, and it was not staged.
    if (change.kind === 'delete') {
      return { write: { kind: 'delete', storeId, key: '' }, index: change.keyIndex.toString('hex') };
    }
    const record = await this.seals.open({ tenantId, storeId }, change.record);
    const write: Write =
      change.kind === 'merge'
        ? { kind: 'merge', storeId, ...record, overwriteArrays: change.overwritesArrays }
        : { kind: change.kind, storeId, ...record };
    return { write, index: change.record.keyIndex.toString('hex') };
  }

  /** Bytes a transaction has staged with this write. @throws ModuleError OutOfSpaceError */
  weighed(staged: number, bytes: number): number {
    const total = staged + bytes;
    if (total <= this.config.maxWorkingBytes) return total;
    throw new ModuleError(
      'OutOfSpaceError',
      `One transaction may change ${String(this.config.maxWorkingBytes)} bytes; commit more often.`,
    );
  }

  /** The commit is what keeps a store in its bounds; a write that cannot fit is refused here already, while its module can be handled. */
  async #assertRoom(
    { tenantId, storeId, usedBytes, maxBytes }: OpenStore,
    index: Buffer,
    bytes: number,
  ): Promise<void> {
    const [old] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<RecordRow>(findRecords, [tenantId, [storeId], [index]]),
    );
    if (usedBytes + bytes - (old?.bytes ?? 0) > maxBytes) throw noRoom(maxBytes);
  }

  /** @throws ModuleError InvalidConfigurationError when the store was deleted meanwhile */
  async orGone<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (thrown) {
      if (errorCodeOf(thrown) === FOREIGN_KEY_VIOLATION) throw noSuchStore();
      throw thrown;
    }
  }
}

function noSuchStore(): ModuleError {
  return new ModuleError(
    'InvalidConfigurationError',
    'There is no such data store for the team of this scenario; choose one in the settings of the module.',
  );
}

import { randomBytes } from 'node:crypto';
import type { DataStoreRecord } from '@ebbflow/connector-sdk';
import { dataStoreIndexKeyContext, type DataStructureShape } from '@ebbflow/contracts';
import { sealPayload, TenantKeys } from '@ebbflow/crypto';
import { newId, systemClock } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import { newOrganisationId, type TemplateDatabase } from '@ebbflow/testing';
import { DataStoresConfig } from '../../src/data-stores/data-stores.config.ts';
import { OpenStores } from '../../src/data-stores/records/open-stores.ts';
import { RecordChanges } from '../../src/data-stores/records/record-changes.ts';
import { RecordSeals } from '../../src/data-stores/records/record-seals.ts';
import { StoreScans } from '../../src/data-stores/records/store-scans.ts';
import { RunDataStores } from '../../src/data-stores/transactions/run-data-stores.ts';
import { StoreAccess } from '../../src/data-stores/transactions/store-access.ts';
import { TransactionsRepository } from '../../src/data-stores/transactions/transactions.repository.ts';
import { AttemptScope } from '../../src/runs/attempt/attempt-scope.ts';
import { aHeldRun } from './held-run.builder.ts';

const MEBIBYTE = 1_048_576;

/** Data stores of one tenant on a database, without any of the service around them. */
export class StoresOnDatabase {
  readonly tenantId = newOrganisationId();
  readonly runId = newId('run');
  readonly keys: TenantKeys;
  readonly scans: StoreScans;
  /** How often an attempt made its journal durable. */
  settledCount = 0;
  #fills = 0;
  readonly #access: StoreAccess;
  readonly #repository: TransactionsRepository;
  readonly #seals: RecordSeals;

  constructor(
    private readonly template: TemplateDatabase,
    database: Database,
  ) {
    const key = randomBytes(32).toString('base64');
    this.keys = new TenantKeys({ read: async (tenantId) => ({ tenantId, version: 1, key }) });
    const config = new DataStoresConfig(template.settings({ EBB_DATA_STORES_WORKING_MAX: '4MiB' }));
    this.#seals = new RecordSeals(this.keys, config);
    this.scans = new StoreScans(database, this.#seals);
    this.#access = new StoreAccess(database, this.#seals, this.scans, new OpenStores(this.keys), config);
    this.#repository = new TransactionsRepository(database, new RecordChanges(this.#seals), systemClock);
  }

  /** The port as the given attempt of the run has it. */
  attempt(attempts = 1): RunDataStores {
    const run = aHeldRun({ tenantId: this.tenantId, runId: this.runId, attempts, leaseToken: String(attempts) });
    const scope = new AttemptScope(run, systemClock, Infinity);
    const journal = { settle: async () => void (this.settledCount += 1) };
    return new RunDataStores({ scope, journal, timezone: 'UTC' }, this.#repository, this.#access);
  }

  async createStore({
    maxBytes = MEBIBYTE,
    structure,
  }: { maxBytes?: number; structure?: DataStructureShape } = {}): Promise<string> {
    const [id, key] = [newId<string>('dst'), await this.keys.current(this.tenantId)];
    const sealed = sealPayload(key, dataStoreIndexKeyContext(this.tenantId, id), randomBytes(32));
    const structureId = structure === undefined ? null : newId('dsr');
    if (structure !== undefined) {
      await this.template.asAdmin(
        `insert into executor.data_structure (tenant_id, id, name, fields, strict, created_at, updated_at)
         values ($1, $2, 'Test', $3, $4, now(), now())`,
        [this.tenantId, structureId, JSON.stringify(structure.fields), structure.strict],
      );
    }
    await this.template.asAdmin(
      `insert into executor.data_store
         (tenant_id, id, name, structure_id, max_bytes, index_key_sealed, key_version, created_at, updated_at)
       values ($1, $2, 'Test', $3, $4, $5, 1, now(), now())`,
      [this.tenantId, id, structureId, maxBytes, sealed],
    );
    return id;
  }

  async fill(storeId: string, records: readonly DataStoreRecord[]): Promise<void> {
    if (records.length === 0) return;
    this.#fills += 1;
    const [stores, transactionId] = [this.attempt(), `fill-${String(this.#fills)}`];
    const session = await stores.open(transactionId, 'fill');
    for (const record of records) await session.put(storeId, record);
    await stores.commit(transactionId);
  }

  async records(storeId: string): Promise<readonly DataStoreRecord[]> {
    const found: DataStoreRecord[] = [];
    await this.scans.scan({ tenantId: this.tenantId, storeId }, (record) => void found.push(record));
    return found.sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  usage(
    storeId: string,
  ): Promise<{ used_bytes: string; record_count: string; true_bytes: string; true_count: string }[]> {
    return this.template.asAdmin(
      `select used_bytes, record_count,
         (select coalesce(sum(octet_length(key_sealed) + octet_length(data_sealed)), 0)
          from executor.data_store_record where store_id = data_store.id) as true_bytes,
         (select count(*) from executor.data_store_record where store_id = data_store.id) as true_count
       from executor.data_store where id = $1`,
      [storeId],
    );
  }
}

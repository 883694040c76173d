import { ModuleError, type Bundle, type DataStorePort, type DataStoreRecord } from '@ebbflow/connector-sdk';
import type { DataStoresPort } from '../ports.ts';
import { MemorySession } from './memory-session.ts';
import { applyWrites, type Records, type Write } from './write.ts';

interface Transaction {
  /** By operation, in the order in which they were opened. */
  readonly operations: Map<string, { readonly session: object; readonly writes: Write[] }>;
  state: 'open' | 'committed' | 'rolled-back';
}

/**
 * Data stores in memory: for runs on a terminal, and for tests of everything that uses the port. A transaction is a list of
 * writes which its own reads see and which `commit` applies at once. Every store that is asked for exists.
 *
 * Two runs that change one record do not lock each other out: the later commit wins, but `add` of a key that meanwhile came to
 * exist makes the commit fail as a whole.
 */
export class MemoryDataStores implements DataStoresPort {
  readonly #stores = new Map<string, Map<string, Bundle>>();
  readonly #transactions = new Map<string, Transaction>();
  readonly #timezone: string;

  constructor(initial: Readonly<Record<string, readonly DataStoreRecord[]>> = {}, timezone = 'UTC') {
    this.#timezone = timezone;
    for (const [storeId, records] of Object.entries(initial)) {
      this.#stores.set(storeId, new Map(records.map(({ key, data }) => [key, data])));
    }
  }

  async open(transactionId: string, operationId: string): Promise<DataStorePort> {
    const known = this.#transactions.get(transactionId);
    const transaction: Transaction = known ?? { operations: new Map(), state: 'open' };
    if (transaction.state !== 'open') throw ended(transaction.state);
    this.#transactions.set(transactionId, transaction);
    const writes: Write[] = [];
    const session: DataStorePort = new MemorySession({
      operationId,
      timezone: this.#timezone,
      read: (storeId) => this.#view(storeId, transaction),
      write: (write) => {
        // Taken over by a later attempt, or ended: this attempt may do nothing any more.
        if (transaction.state !== 'open' || transaction.operations.get(operationId)?.session !== session) {
          throw ended(transaction.state);
        }
        writes.push(write);
      },
    });
    transaction.operations.set(operationId, { session, writes });
    return session;
  }

  async undo(transactionId: string, operationId: string): Promise<void> {
    this.#transactions.get(transactionId)?.operations.delete(operationId);
  }

  async commit(transactionId: string): Promise<void> {
    const transaction = this.#transactions.get(transactionId);
    if (transaction === undefined || transaction.state === 'committed') return;
    if (transaction.state === 'rolled-back') throw ended(transaction.state);
    const touched = new Map<string, Map<string, Bundle>>();
    for (const { writes } of transaction.operations.values()) {
      for (const { storeId } of writes) touched.set(storeId, new Map(this.#stores.get(storeId)));
    }
    for (const [storeId, records] of touched) applyWrites(records, writesOf(transaction, storeId));
    for (const [storeId, records] of touched) this.#stores.set(storeId, records);
    transaction.state = 'committed';
    transaction.operations.clear();
  }

  async rollback(transactionId: string): Promise<void> {
    const transaction = this.#transactions.get(transactionId);
    if (transaction?.state === 'committed') throw ended(transaction.state);
    this.#transactions.set(transactionId, { operations: new Map(), state: 'rolled-back' });
  }

  /** What is committed, by key. */
  records(storeId: string): readonly DataStoreRecord[] {
    return [...(this.#stores.get(storeId) ?? [])].map(([key, data]) => ({ key, data }));
  }

  #view(storeId: string, transaction: Transaction): Records {
    const writes = writesOf(transaction, storeId);
    const committed = this.#stores.get(storeId) ?? new Map<string, Bundle>();
    if (writes.length === 0) return committed;
    const records = new Map(committed);
    applyWrites(records, writes);
    return records;
  }
}

function writesOf({ operations }: Transaction, storeId: string): readonly Write[] {
  return [...operations.values()].flatMap(({ writes }) => writes.filter((write) => write.storeId === storeId));
}

function ended(state: string): ModuleError {
  return new ModuleError('InconsistencyError', `The transaction is ${state === 'open' ? 'taken over' : state}.`);
}

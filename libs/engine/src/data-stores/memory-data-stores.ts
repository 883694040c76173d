import { ModuleError, type Bundle, type DataStorePort, type DataStoreRecord } from '@ebbflow/connector-sdk';
import type { DataStoresPort } from '../ports.ts';
import { MemorySession } from './memory-session.ts';
import { applyWrites, type Records, type Write } from './write.ts';

interface Transaction {
  /** By operation, in the order in which they were opened. */
  readonly operations: Map<string, { readonly session: object; readonly writes: Write[] }>;
  /** What it sees of the stores it wrote to; made anew after an operation was dropped. */
  readonly views: Map<string, Map<string, Bundle>>;
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
    const transaction: Transaction = known ?? begun();
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
        const view = transaction.views.get(write.storeId);
        if (view !== undefined) applyWrites(view, [write]);
      },
    });
    if (transaction.operations.delete(operationId)) transaction.views.clear();
    transaction.operations.set(operationId, { session, writes });
    return session;
  }

  async undo(transactionId: string, operationId: string): Promise<void> {
    const transaction = this.#transactions.get(transactionId);
    if (transaction?.operations.delete(operationId) === true) transaction.views.clear();
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
    end(transaction, 'committed');
  }

  async rollback(transactionId: string): Promise<void> {
    const transaction = this.#transactions.get(transactionId) ?? begun();
    if (transaction.state === 'committed') throw ended(transaction.state);
    this.#transactions.set(transactionId, transaction);
    end(transaction, 'rolled-back');
  }

  /** What is committed, by key. */
  records(storeId: string): readonly DataStoreRecord[] {
    return [...(this.#stores.get(storeId) ?? [])].map(([key, data]) => ({ key, data }));
  }

  #view(storeId: string, transaction: Transaction): Records {
    const known = transaction.views.get(storeId);
    if (known !== undefined) return known;
    const writes = writesOf(transaction, storeId);
    const committed = this.#stores.get(storeId) ?? new Map<string, Bundle>();
    if (writes.length === 0) return committed;
    const view = new Map(committed);
    applyWrites(view, writes);
    transaction.views.set(storeId, view);
    return view;
  }
}

function begun(): Transaction {
  return { operations: new Map(), views: new Map(), state: 'open' };
}

function end(transaction: Transaction, state: Transaction['state']): void {
  transaction.state = state;
  transaction.operations.clear();
  transaction.views.clear();
}

function writesOf({ operations }: Transaction, storeId: string): readonly Write[] {
  return [...operations.values()].flatMap(({ writes }) => writes.filter((write) => write.storeId === storeId));
}

function ended(state: string): ModuleError {
  return new ModuleError('InconsistencyError', `The transaction is ${state === 'open' ? 'taken over' : state}.`);
}

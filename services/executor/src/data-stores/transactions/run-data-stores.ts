import type { DataStorePort } from '@ebbflow/connector-sdk';
import type { DataStoresPort, Write } from '@ebbflow/engine';
import { TransientError } from '@ebbflow/kernel';
import type { AttemptScope } from '../../runs/attempt/attempt-scope.ts';
import type { OpenStore } from '../records/open-stores.ts';
import { keyIndexOf } from '../records/record-seals.ts';
import { changeOf, type ChangeRow } from './change-row.ts';
import { DataStoreSession } from './data-store-session.ts';
import type { StoreAccess } from './store-access.ts';
import { ended, StoreTransaction, takenOver, type TransactionState } from './store-transaction.ts';
import type { IndexedWrite } from './store-view.ts';
import type { TransactionScope, TransactionsRepository } from './transactions.repository.ts';

/** Pause before a run is tried again because the database is away. */
const AWAY_MS = 5_000;

/** What was journaled must be durable before a transaction ends. */
export interface SettledJournal {
  settle(): Promise<void>;
}

/** The attempt this is for. */
export interface Attempt {
  readonly scope: AttemptScope;
  readonly journal: SettledJournal;
  readonly timezone: string;
}

/**
 * The data stores for one attempt at a run.
 *
 * A change is *staged* as a sealed row while the module works, so that it is durable before the outcome of its step can be. It is
 * *applied* by the commit, together with all others of its transaction. Between the two an attempt may die: the next one either finds
 * the outcome in its journal and commits what is staged, or opens the operation again, which drops it. The first attempt knows
 * that nothing is staged and asks for nothing, so that reading costs one question and no write.
 */
export class RunDataStores implements DataStoresPort {
  readonly #attempt: Attempt;
  readonly #repository: TransactionsRepository;
  readonly #access: StoreAccess;
  readonly #transactions = new Map<string, StoreTransaction>();

  constructor(attempt: Attempt, repository: TransactionsRepository, access: StoreAccess) {
    this.#attempt = attempt;
    this.#repository = repository;
    this.#access = access;
  }

  async open(transactionId: string, operationId: string): Promise<DataStorePort> {
    const transaction = await this.#begin(transactionId, operationId);
    const session: DataStoreSession = new DataStoreSession({
      operationId,
      timezone: this.#attempt.timezone,
      access: this.#access,
      tenantId: this.#attempt.scope.run.tenantId,
      teamId: this.#attempt.scope.run.teamId,
      reach: (work) => this.#reach(work),
      view: (storeId) => transaction.view(storeId),
      write: (store, write) => this.#write(transaction, { operationId, session, store }, write),
    });
    transaction.begin(operationId, session);
    return session;
  }

  async undo(transactionId: string, operationId: string): Promise<void> {
    const transaction = this.#transactions.get(transactionId);
    if (transaction?.isStored === true || this.#isRepeated) {
      await this.#attempt.journal.settle();
      await this.#reach(() => this.#repository.drop(this.#scopeOf(transactionId), operationId));
    }
    transaction?.drop(operationId);
  }

  commit(transactionId: string): Promise<void> {
    return this.#end(transactionId, 'committed', () => this.#repository.commit(this.#scopeOf(transactionId)));
  }

  rollback(transactionId: string): Promise<void> {
    return this.#end(transactionId, 'rolled-back', () => this.#repository.rollback(this.#scopeOf(transactionId)));
  }

  /** An earlier attempt may have left something. */
  get #isRepeated(): boolean {
    return this.#attempt.scope.run.attempts > 1;
  }

  async #begin(transactionId: string, operationId: string): Promise<StoreTransaction> {
    const known = this.#transactions.get(transactionId);
    if (known !== undefined && known.state !== 'open') throw ended(known.state);
    const transaction = known ?? new StoreTransaction(transactionId);
    const mustAsk = known === undefined ? this.#isRepeated : known.has(operationId) || this.#isRepeated;
    if (mustAsk) {
      const staged = await this.#reach(() => this.#repository.open(this.#scopeOf(transactionId), operationId));
      if (staged === undefined) throw takenOver();
      transaction.isStored = true;
      if (known === undefined) await this.#restore(transaction, staged);
    }
    this.#transactions.set(transactionId, transaction);
    return transaction;
  }

  async #restore(transaction: StoreTransaction, rows: readonly ChangeRow[]): Promise<void> {
    const { tenantId } = this.#attempt.scope.run;
    for (const row of rows) {
      const write = await this.#reach(() => this.#access.unseal(tenantId, changeOf(row)));
      transaction.restore(row.operation_id, row.position, write);
    }
  }

  async #write(
    transaction: StoreTransaction,
    { operationId, session, store }: { operationId: string; session: object; store: OpenStore },
    write: Write,
  ): Promise<void> {
    transaction.assertMayWrite(operationId, session);
    const index = write.kind === 'clear' ? undefined : keyIndexOf(store.indexKey, write.key);
    const { change, bytes } = await this.#reach(() => this.#access.seal(store, write, index));
    transaction.bytes = this.#access.weighed(transaction.bytes, bytes);
    const position = { operationId, position: transaction.takePosition() };
    transaction.isStored = true;
    const isStaged = await this.#reach(() =>
      this.#access.orGone(this.#repository.stage(this.#scopeOf(transaction.id), position, change)),
    );
    if (!isStaged) throw takenOver();
    transaction.assertMayWrite(operationId, session);
    const added: IndexedWrite = { write, index: index?.toString('hex') };
    transaction.add(operationId, added);
  }

  async #end(
    transactionId: string,
    state: Exclude<TransactionState, 'open'>,
    work: () => Promise<TransactionState>,
  ): Promise<void> {
    const transaction = this.#transactions.get(transactionId) ?? new StoreTransaction(transactionId);
    if (transaction.state !== 'open') {
      if (transaction.state !== state) throw ended(transaction.state);
      return;
    }
    if (transaction.isStored || this.#isRepeated) {
      await this.#attempt.journal.settle();
      const now = await this.#reach(work);
      if (now !== state) throw ended(now === 'open' ? state : now);
    }
    transaction.end(state);
    this.#transactions.set(transactionId, transaction);
  }

  #scopeOf(transactionId: string): TransactionScope {
    const { tenantId, runId, leaseToken } = this.#attempt.scope.run;
    return { tenantId, runId, transactionId, attempt: leaseToken };
  }

  /** With the database away the attempt ends, and not the run. */
  async #reach<T>(work: () => Promise<T>): Promise<T> {
    const { scope } = this.#attempt;
    scope.assertMayAct();
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof TransientError) scope.end({ kind: 'handed-back', dueInMs: AWAY_MS });
      scope.signal.throwIfAborted();
      throw thrown;
    }
  }
}

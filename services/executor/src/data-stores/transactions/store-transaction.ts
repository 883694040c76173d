import { ModuleError } from '@ebbflow/connector-sdk';
import { StoreView, type IndexedWrite } from './store-view.ts';

export type TransactionState = 'open' | 'committed' | 'rolled-back';

/** One transaction as one attempt at a run knows it. What it must not forget lies in the database, change by change. */
export class StoreTransaction {
  readonly id: string;
  state: TransactionState = 'open';
  /** There may be rows of it: of this attempt or an earlier one. */
  isStored = false;
  /** Bytes staged so far. */
  bytes = 0;
  #nextPosition = 1;
  /** By operation, in the order in which they were opened. */
  readonly #operations = new Map<string, { readonly session: object; readonly writes: IndexedWrite[] }>();
  /** Made anew after an operation was dropped. */
  readonly #views = new Map<string, StoreView>();

  constructor(id: string) {
    this.id = id;
  }

  has(operationId: string): boolean {
    return this.#operations.has(operationId);
  }

  /** The operation begins, anew if it was there; from now on `session` alone may write in it. */
  begin(operationId: string, session: object): void {
    this.drop(operationId);
    this.#operations.set(operationId, { session, writes: [] });
  }

  drop(operationId: string): void {
    if (this.#operations.delete(operationId)) this.#views.clear();
  }

  /** @throws ModuleError InconsistencyError when the transaction has ended, or a later attempt has the operation */
  assertMayWrite(operationId: string, session: object): void {
    if (this.state !== 'open') throw ended(this.state);
    if (this.#operations.get(operationId)?.session !== session) throw takenOver();
  }

  takePosition(): number {
    this.#nextPosition += 1;
    return this.#nextPosition - 1;
  }

  /** A change is staged: reads see it from now on. */
  add(operationId: string, write: IndexedWrite): void {
    this.#operations.get(operationId)?.writes.push(write);
    this.#views.get(write.write.storeId)?.add(write);
  }

  /** What an earlier attempt staged and its journal remembers. */
  restore(operationId: string, position: number, write: IndexedWrite): void {
    const operation = this.#operations.get(operationId) ?? { session: {}, writes: [] };
    this.#operations.set(operationId, operation);
    operation.writes.push(write);
    this.#views.clear();
    this.#nextPosition = Math.max(this.#nextPosition, position + 1);
  }

  view(storeId: string): StoreView {
    const known = this.#views.get(storeId);
    if (known !== undefined) return known;
    const view = new StoreView();
    for (const { writes } of this.#operations.values()) {
      for (const write of writes) if (write.write.storeId === storeId) view.add(write);
    }
    this.#views.set(storeId, view);
    return view;
  }

  end(state: Exclude<TransactionState, 'open'>): void {
    this.state = state;
    this.#operations.clear();
    this.#views.clear();
  }
}

export function ended(state: Exclude<TransactionState, 'open'>): ModuleError {
  return new ModuleError(
    'InconsistencyError',
    `The transaction is ${state === 'committed' ? 'committed' : 'rolled back'} already.`,
  );
}

export function takenOver(): ModuleError {
  return new ModuleError('InconsistencyError', 'The transaction has ended, or a later attempt goes on with it.');
}

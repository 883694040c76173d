import { ModuleError, type DataStorePort } from '@ebbflow/connector-sdk';
import { refusedDataStores } from './data-stores/refused-data-stores.ts';
import type { StepKey, StepOutcome } from './ports.ts';
import type { Run } from './run.ts';

/**
 * When what transactional modules did is committed or undone. With auto commit each operation is a transaction of its own;
 * without, all operations of a cycle are one.
 *
 * An operation: `open` → its calls → outcome journaled → (auto commit: commit, marker journaled). The outcome comes before the
 * commit, so a crash between them leaves a remembered outcome whose transaction is still open, and the replay commits it.
 * The other order would commit a step that nobody remembers, and do it again. A commit may so come twice, which the port
 * promises to bear. A failed operation is undone after its error is journaled, for the same reason.
 */
export class Transactions {
  readonly #run: Run;
  #isCycleOpen = false;

  constructor(run: Run) {
    this.#run = run;
  }

  /** What modules get that are not transactional. */
  readonly refused: DataStorePort = NOT_TRANSACTIONAL;

  /** The data stores as one operation sees them. */
  async open(key: StepKey, isTransactional: boolean): Promise<DataStorePort> {
    if (!isTransactional) return this.refused;
    const { dataStores } = this.#run.ports;
    return dataStores === undefined ? NO_DATA_STORES : dataStores.open(this.#idOf(key), key);
  }

  /** The operation's outcome is journaled, now or before a crash. @throws ModuleError InconsistencyError */
  async settle(key: StepKey, outcome: StepOutcome): Promise<void> {
    const { dataStores } = this.#run.ports;
    if (dataStores === undefined) return;
    const transactionId = this.#idOf(key);
    const isCommitted = outcome.kind === 'result';
    if (this.#run.scenario.settings.autoCommit) {
      if (isCommitted) return this.#commit(transactionId, `${key}/commit`);
      return this.#orInconsistent(() => dataStores.rollback(transactionId));
    }
    this.#isCycleOpen = true;
    if (!isCommitted) await this.#orInconsistent(() => dataStores.undo(transactionId, key));
  }

  /** @throws ModuleError InconsistencyError */
  async commitCycle(): Promise<void> {
    if (!this.#isCycleOpen) return;
    this.#isCycleOpen = false;
    await this.#commit(this.#cycleId, `cycle-${String(this.#run.cycle)}/commit`);
  }

  /** @throws ModuleError InconsistencyError */
  async rollbackCycle(): Promise<void> {
    if (!this.#isCycleOpen) return;
    this.#isCycleOpen = false;
    await this.#orInconsistent(async () => this.#run.ports.dataStores?.rollback(this.#cycleId));
  }

  async #commit(transactionId: string, marker: StepKey): Promise<void> {
    const { journal, dataStores } = this.#run.ports;
    const found = journal.find(marker);
    if (found?.kind === 'committed') return;
    await this.#orInconsistent(async () => dataStores?.commit(transactionId));
    await journal.append(marker, { kind: 'committed' });
  }

  async #orInconsistent(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      this.#run.ports.signal.throwIfAborted();
      throw new ModuleError('InconsistencyError', 'The data stores could not be brought to a consistent state.', {
        cause,
      });
    }
  }

  #idOf(key: StepKey): string {
    return this.#run.scenario.settings.autoCommit ? `${this.#run.input.runId}/${key}` : this.#cycleId;
  }

  get #cycleId(): string {
    return `${this.#run.input.runId}/cycle-${String(this.#run.cycle)}`;
  }
}

const NOT_TRANSACTIONAL = refusedDataStores(
  () => new ModuleError('UnexpectedError', 'A module that is not transactional may not use data stores.'),
);
const NO_DATA_STORES = refusedDataStores(
  () => new ModuleError('InvalidConfigurationError', 'Data stores are not available here.'),
);

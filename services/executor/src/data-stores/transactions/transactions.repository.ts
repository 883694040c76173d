import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { RecordChanges } from '../records/record-changes.ts';
import type { SealedChange } from '../records/sealed-change.ts';
import { dropOperation } from '../sql/drop-operation.sql.ts';
import { endTransaction } from '../sql/end-transaction.sql.ts';
import { loadChanges } from '../sql/load-changes.sql.ts';
import { lockTransaction } from '../sql/lock-transaction.sql.ts';
import { openTransaction } from '../sql/open-transaction.sql.ts';
import { stageChange } from '../sql/stage-change.sql.ts';
import { changeOf, type ChangeRow, columnsOf } from './change-row.ts';
import type { TransactionState } from './store-transaction.ts';

/** A transaction and the attempt that works in it. */
export interface TransactionScope {
  readonly tenantId: string;
  readonly runId: string;
  readonly transactionId: string;
  /** The fencing token of the attempt's lease: it only grows. */
  readonly attempt: string;
}

/** Transactions of runs on data stores. *open* → *committed* or *rolled-back*, each of which is remembered until the run is over. */
@Injectable()
export class TransactionsRepository {
  constructor(
    private readonly database: Database,
    private readonly changes: RecordChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The attempt goes on with the transaction, without what the operation did before. Answers what is staged; undefined when the
   * transaction has ended or a later attempt has it.
   */
  open(scope: TransactionScope, operationId: string): Promise<readonly ChangeRow[] | undefined> {
    const { tenantId, runId, transactionId, attempt } = scope;
    return this.database.withTenant(tenantId, async (sql) => {
      const opened = await sql.query(openTransaction, [tenantId, transactionId, runId, attempt]);
      if (opened.length === 0) return undefined;
      await sql.query(dropOperation, [tenantId, transactionId, operationId]);
      return sql.query<ChangeRow>(loadChanges, [tenantId, transactionId]);
    });
  }

  /** False when the transaction has ended or a later attempt has it. */
  async stage(
    scope: TransactionScope,
    { operationId, position }: { readonly operationId: string; readonly position: number },
    change: SealedChange,
  ): Promise<boolean> {
    const { tenantId, runId, transactionId, attempt } = scope;
    const values = [tenantId, transactionId, runId, attempt, position, operationId, change.storeId, change.kind];
    const staged = await this.database.withTenant(tenantId, (sql) =>
      sql.query(stageChange, [...values, ...columnsOf(change)]),
    );
    return staged.length === 1;
  }

  async drop(scope: TransactionScope, operationId: string): Promise<void> {
    const { tenantId, transactionId } = scope;
    await this.database.withTenant(tenantId, (sql) => sql.query(dropOperation, [tenantId, transactionId, operationId]));
  }

  /** Carries out what is staged, unless that was done before. Answers what the transaction is now. @throws ModuleError as RecordChanges */
  commit(scope: TransactionScope): Promise<TransactionState> {
    return this.#end(scope, 'committed', async (sql) => {
      const { tenantId, transactionId } = scope;
      const rows = await sql.query<ChangeRow>(loadChanges, [tenantId, transactionId]);
      if (rows.length === 0) return;
      await this.changes.apply(sql, { tenantId, userId: null, at: this.clock.now() }, rows.map(changeOf));
    });
  }

  rollback(scope: TransactionScope): Promise<TransactionState> {
    return this.#end(scope, 'rolled-back', async () => undefined);
  }

  async #end(
    { tenantId, runId, transactionId, attempt }: TransactionScope,
    state: TransactionState,
    work: (sql: SqlClient) => Promise<void>,
  ): Promise<TransactionState> {
    return this.database.withTenant(tenantId, async (sql) => {
      const [known] = await sql.query<{ state: TransactionState }>(lockTransaction, [tenantId, transactionId]);
      if (known !== undefined && known.state !== 'open') return known.state;
      await work(sql);
      await sql.query(endTransaction, [tenantId, transactionId, runId, attempt, state]);
      return state;
    });
  }
}

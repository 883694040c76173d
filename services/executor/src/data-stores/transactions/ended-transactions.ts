import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import { forgetTransactions } from '../sql/forget-transactions.sql.ts';

interface EndedRun {
  readonly tenantId: string;
  readonly runId: string;
}

/** With the end of a run nobody asks any more how its transactions ended, and what it staged and never committed is nobody's. */
@Injectable()
export class EndedTransactions implements CompletionPart<EndedRun> {
  async prepare({ scope, scenario }: EndingRun): Promise<EndedRun | undefined> {
    const { tenantId, runId } = scope.run;
    const mayHaveSome = scenario?.modules.some(({ name }) => name.startsWith('datastore:')) ?? true;
    return mayHaveSome ? { tenantId, runId } : undefined;
  }

  async write(sql: SqlClient, ended: readonly EndedRun[]): Promise<readonly []> {
    await sql.query(forgetTransactions, [ended.map(({ tenantId }) => tenantId), ended.map(({ runId }) => runId)]);
    return [];
  }
}

import { Database } from '@ebbflow/persistence';
import { type Candidate, ErasureParts, type ValueSearch } from '@ebbflow/service-host/erasure';
import { Injectable } from '@nestjs/common';
import { IncompleteContents } from '../incompletes/incomplete-contents.ts';
import { RunErasure } from '../runs/erasure/run-erasure.ts';
import { type ListedIncomplete, listIncompletesToSearch } from './list-incompletes-to-search.sql.ts';

/** What was put aside of an organisation's runs, looked through for a person; it goes with the run it came from. */
@Injectable()
export class IncompleteSearch implements ValueSearch {
  readonly store = 'executor.incomplete_execution';

  constructor(
    private readonly database: Database,
    private readonly contents: IncompleteContents,
    private readonly erasure: RunErasure,
    parts: ErasureParts,
  ) {
    parts.addSearch(this);
  }

  async page(tenantId: string, cursor: string): Promise<Candidate[]> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<ListedIncomplete>(listIncompletesToSearch, [tenantId, cursor]),
    );
    return rows.map((row) => ({
      cursor: row.id,
      texts: async () => [JSON.stringify((await this.contents.open(tenantId, row)) ?? {})],
      erase: () =>
        this.erasure.erase({ tenantId, scenarioId: row.scenario_id }, async () => Promise.resolve([row.run_id])),
    }));
  }
}

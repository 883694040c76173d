import { encodeValue } from '@ebbflow/connector-sdk';
import { Database } from '@ebbflow/persistence';
import { type Candidate, ErasureParts, type ValueSearch } from '@ebbflow/service-host/erasure';
import { Injectable } from '@nestjs/common';
import { RunErasure } from '../runs/erasure/run-erasure.ts';
import type { HeldRun } from '../runs/held-run.ts';
import { RunInputs } from '../runs/run-inputs.ts';
import { listRunsToSearch, type ListedRun } from './list-runs-to-search.sql.ts';

/** Runs that have not ended, looked through by what they were started with: one that was started with the person is stopped and leaves nothing. */
@Injectable()
export class WaitingRunSearch implements ValueSearch {
  readonly store = 'executor.run';

  constructor(
    private readonly database: Database,
    private readonly inputs: RunInputs,
    private readonly erasure: RunErasure,
    parts: ErasureParts,
  ) {
    parts.addSearch(this);
  }

  async page(tenantId: string, cursor: string): Promise<Candidate[]> {
    const rows = await this.database.asWorker((sql) => sql.query<ListedRun>(listRunsToSearch, [tenantId, cursor]));
    return rows.map((row) => ({
      cursor: row.id,
      texts: () => this.#texts(tenantId, row),
      erase: () => this.erasure.erase({ tenantId, scenarioId: row.scenarioId }, async () => Promise.resolve([row.id])),
    }));
  }

  async #texts(tenantId: string, row: ListedRun): Promise<string[]> {
    const { id: runId, scenarioId, deliveryId, inputRunId, sealed, blob } = row;
    const input = sealed !== null ? { bytes: sealed } : blob === null ? undefined : { blob };
    // Opened as an attempt would: whatever else a held run has is not needed for it.
    const run = {
      ...{ tenantId, runId, scenarioId, input },
      ...(deliveryId === null ? {} : { deliveryId }),
      ...(inputRunId === null ? {} : { inputRunId }),
    } as unknown as HeldRun;
    const { bundles, request } = await this.inputs.openWhole(run);
    return [
      JSON.stringify(bundles.map((bundle) => encodeValue(bundle))),
      ...(request === undefined ? [] : [JSON.stringify(request), Buffer.from(request.body, 'base64').toString('utf8')]),
    ];
  }
}

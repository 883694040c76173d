import { deliveryRequestContext, runDetailsContext } from '@ebbflow/contracts';
import { openPayload, PeriodKeys } from '@ebbflow/crypto';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import { type Candidate, ErasureParts, type ValueSearch } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { listRunsToSearch, type ListedRun } from './list-runs-to-search.sql.ts';
import { redactRuns } from './redact-runs.sql.ts';

type Context = ReturnType<typeof runDetailsContext>;

/** What an organisation's runs showed and were started with, looked through for a person. What they showed goes; that they happened stays. */
@Injectable()
export class RunSearch implements ValueSearch {
  readonly store = 'log-store.execution_details';

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeriodKeys) private readonly keys: PeriodKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(ErasureParts) parts: ErasureParts,
  ) {
    parts.addSearch(this);
  }

  async page(tenantId: string, cursor: string): Promise<Candidate[]> {
    const rows = await this.database.asWorker((sql) => sql.query<ListedRun>(listRunsToSearch, [tenantId, cursor]));
    return rows.map((row) => ({
      cursor: row.runId,
      texts: () => this.#texts(tenantId, row),
      erase: () => this.#erase(tenantId, row),
    }));
  }

  async #texts(tenantId: string, row: ListedRun): Promise<string[]> {
    const { runId, deliveryId, inputRunId, detailsSealed, detailsBlob, inputSealed, inputBlob } = row;
    const details = await this.#open(tenantId, runDetailsContext(tenantId, runId), [detailsSealed, detailsBlob]);
    if (deliveryId !== null) {
      const context = deliveryRequestContext(tenantId, deliveryId);
      // The blob of a delivery is the gateway's, which may have deleted it already.
      const request = await this.#open(tenantId, context, [inputSealed, inputBlob]).catch(() => '');
      return [details, ...bodyOf(request)];
    }
    const context = { tenant: tenantId, object: inputRunId ?? runId, field: 'run.input', version: 1 };
    return [details, await this.#open(tenantId, context, [inputSealed, inputBlob])];
  }

  async #open(tenantId: string, context: Context, [sealed, blob]: [Buffer | null, string | null]): Promise<string> {
    const bytes = sealed ?? (blob === null ? undefined : await this.blobs.get(tenantId, blob));
    if (bytes === undefined) return '';
    return openPayload(await this.keys.toOpen(tenantId, bytes), context, bytes).toString('utf8');
  }

  /** With all runs that came out of it, as when a connection is removed. */
  async #erase(tenantId: string, { runId, scenarioId }: ListedRun): Promise<void> {
    await this.database.asWorker(async (sql) => {
      const rows = await sql.query<{ blob: string | null }>(redactRuns, [tenantId, [runId], [], scenarioId, []]);
      for (const { blob } of rows) if (blob !== null) await this.blobs.delete(tenantId, blob);
    });
  }
}

function bodyOf(request: string): string[] {
  if (request === '') return [];
  const { body, ...rest } = JSON.parse(request) as { body: string; query: string };
  return [JSON.stringify(rest), rest.query, Buffer.from(body, 'base64').toString('utf8')];
}

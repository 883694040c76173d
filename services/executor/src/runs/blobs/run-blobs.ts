import { Database, MicroBatcher } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { RunsConfig } from '../runs.config.ts';
import { forgetRunBlobs } from './sql/forget-run-blobs.sql.ts';
import { insertRunBlobs } from './sql/insert-run-blobs.sql.ts';
import { listEndedRunBlobs } from './sql/list-ended-run-blobs.sql.ts';

/** A blob that must go when its run has ended. */
export interface RunBlob {
  readonly tenantId: string;
  readonly runId: string;
  readonly blobId: string;
}

/** Which blobs belong to runs: written down before the blob is there, forgotten after it is gone. */
@Injectable()
export class RunBlobs {
  readonly #batcher: MicroBatcher<RunBlob, undefined>;

  constructor(
    config: RunsConfig,
    private readonly database: Database,
  ) {
    this.#batcher = new MicroBatcher({
      maxDelayMs: config.batchLinger.milliseconds,
      flush: async (blobs) => {
        await this.database.asWorker((sql) => sql.query(insertRunBlobs, columnsOf(blobs)));
        return blobs.map(() => undefined);
      },
    });
  }

  /** Resolves after the commit. */
  async writeDown(blob: RunBlob): Promise<void> {
    await this.#batcher.add(blob);
  }

  async forget(blobs: readonly RunBlob[]): Promise<void> {
    if (blobs.length > 0) await this.database.asWorker((sql) => sql.query(forgetRunBlobs, columnsOf(blobs)));
  }

  /** Up to `count` whose run has ended: their process did not live to remove them. */
  async listEnded(count: number): Promise<RunBlob[]> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<{ tenant_id: string; run_id: string; blob_id: string }>(listEndedRunBlobs, [count]),
    );
    return rows.map((row) => ({ tenantId: row.tenant_id, runId: row.run_id, blobId: row.blob_id }));
  }
}

/** The parameters of the statements about them. */
export function columnsOf(blobs: readonly RunBlob[]): string[][] {
  return [blobs.map(({ tenantId }) => tenantId), blobs.map(({ runId }) => runId), blobs.map(({ blobId }) => blobId)];
}

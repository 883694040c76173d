import { Inject, Injectable } from '@nestjs/common';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import { removeDue, type ShortenedRows } from '@ebbflow/service-host';
import { removeDetails } from './remove-details.sql.ts';

const ROWS_PER_BATCH = 1_000;

interface RemovedRow {
  readonly tenantId: string;
  readonly blob: string | null;
}

/** Runs with what they showed and what they are found by. */
@Injectable()
export class ShortenedDetails implements ShortenedRows {
  readonly category = 'execution-details';

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  removeSome(now: Date): Promise<number> {
    return this.database.asWorker(async (sql) => {
      const batch = { now, limit: ROWS_PER_BATCH };
      const gone = await removeDue<RemovedRow>(sql, 'log_store', removeDetails, batch);
      // Before the commit: after a crash in between, the rows are found again and the blobs are gone already.
      for (const { tenantId, blob } of gone) if (blob !== null) await this.blobs.delete(tenantId, blob);
      return gone.length;
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import { removeDue, type ShortenedRows } from '@ebbflow/service-host';
import { removeDeliveries } from './remove-deliveries.sql.ts';

const ROWS_PER_BATCH = 1_000;

interface RemovedRow {
  readonly tenantId: string;
  readonly blob: string | null;
}

/** What was received, and what of it still waits. */
@Injectable()
export class ShortenedDeliveries implements ShortenedRows {
  readonly category = 'gateway-logs';

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  removeSome(now: Date): Promise<number> {
    return this.database.asWorker(async (sql) => {
      const gone = await removeDue<RemovedRow>(sql, 'gateway', removeDeliveries, { now, limit: ROWS_PER_BATCH });
      // Before the commit: after a crash in between, the rows are found again and the blobs are gone already.
      for (const { tenantId, blob } of gone) if (blob !== null) await this.blobs.delete(tenantId, blob);
      return gone.length;
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { runsErased } from '@ebbflow/contracts';
import { BatchConsumer, type ReceivedEvent } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import type { z } from 'zod';
import { redactRuns } from './redact-runs.sql.ts';

/** Drops what runs showed before its time is over. The event has the key of theirs and comes after them; doing it twice changes nothing. */
@Injectable()
export class RunsErasedConsumer {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  @BatchConsumer(runsErased, { group: 'log-store' })
  async erase(events: ReceivedEvent<z.infer<typeof runsErased.schema>>[]): Promise<void> {
    for (const { data } of events) {
      const { tenantId, scenarioId, runIds, deliveryIds, scenarioVersions = [] } = data;
      const values = [tenantId, runIds, deliveryIds, scenarioId, scenarioVersions];
      await this.database.asWorker(async (sql) => {
        const rows = await sql.query<{ blob: string | null }>(redactRuns, values);
        // Before the commit: after a crash in between, the rows are found again and the blobs are gone already.
        for (const { blob } of rows) if (blob !== null) await this.blobs.delete(tenantId, blob);
      });
    }
  }
}

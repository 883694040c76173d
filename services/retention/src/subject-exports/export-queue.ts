import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { claimExports, type ClaimedExportRow } from './claim-exports.sql.ts';
import { leaveExport } from './leave-export.sql.ts';
import { listExportsOver } from './list-exports-over.sql.ts';
import { noteExportBlob } from './note-export-blob.sql.ts';

/** A set that takes longer is begun anew by somebody else, who takes it all: whoever builds writes a blob down more often than that. */
const LEASE = Duration.parse('30m');
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** Over about a day; then somebody has to look. */
export const MOST_ATTEMPTS = 30;

/** Files that are wanted, of all organisations; each is made by one replica at a time. */
@Injectable()
export class ExportQueue {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async claim(): Promise<ClaimedExportRow | undefined> {
    const values = [this.clock.now(), this.#in(LEASE.milliseconds)];
    return (await this.database.asWorker((sql) => sql.query<ClaimedExportRow>(claimExports, values)))[0];
  }

  async noteBlob({ tenant_id: tenantId, id }: ClaimedExportRow, blobId: string): Promise<void> {
    const values = [tenantId, id, blobId, this.#in(LEASE.milliseconds)];
    await this.database.asWorker((sql) => sql.query(noteExportBlob, values));
  }

  /** Tried again later, each time from the beginning. */
  async putOff(row: ClaimedExportRow): Promise<void> {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (row.attempts - 1), LONGEST_PAUSE_MS);
    await this.#leave(row, 'wanted', this.#in(pause));
  }

  /** `gone`: nobody can fetch it any more; `failed`: it cannot be made. Its blobs are deleted before it says so. */
  async end(row: ClaimedExportRow, state: 'gone' | 'failed'): Promise<void> {
    await this.#leave(row, state, this.clock.now());
  }

  over(): Promise<ClaimedExportRow[]> {
    return this.database.asWorker((sql) => sql.query<ClaimedExportRow>(listExportsOver, [this.clock.now()]));
  }

  async deleteBlobs(tenantId: string, blobIds: readonly string[]): Promise<void> {
    for (const blobId of blobIds) await this.blobs.delete(tenantId, blobId);
  }

  async #leave(row: ClaimedExportRow, state: string, dueAt: Date): Promise<void> {
    await this.deleteBlobs(row.tenant_id, row.blob_ids);
    await this.database.asWorker((sql) => sql.query(leaveExport, [row.tenant_id, row.id, state, [], dueAt]));
  }

  #in(milliseconds: number): Date {
    return new Date(this.clock.nowMs() + milliseconds);
  }
}

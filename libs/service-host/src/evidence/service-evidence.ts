import type { ServiceEvidence as Evidence, ServiceEvidenceRequest } from '@ebbflow/contracts';
import type { BlobStore, Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';

const NOTHING: Evidence = {
  ...{ roles: [], strangers: [], readByWriter: [], unguardedTables: [] },
  ...{ columns: [], sealed: [], blobs: null, partitioned: [] },
};

/** What this service can show of how it keeps its data; nothing for a service without a database. */
@Injectable()
export class ServiceEvidence {
  #database: Database | undefined;
  #blobs: BlobStore | undefined;

  /** Told at the start: the host is made before a service's own modules are. */
  readFrom(database: Database, blobs: BlobStore | undefined): void {
    this.#database = database;
    this.#blobs = blobs;
  }

  async read(asked: ServiceEvidenceRequest): Promise<Evidence> {
    if (this.#database === undefined) return NOTHING;
    const { readDatabaseEvidence } = await import('@ebbflow/persistence');
    const { partitioned, ...evidence } = await readDatabaseEvidence(this.#database, asked);
    const oldest = await this.#blobs?.oldestMadeAt();
    return {
      ...evidence,
      blobs: oldest === undefined ? null : { oldest: oldest?.toISOString() ?? null },
      partitioned: partitioned.map(({ table, oldest }) => ({ table, oldest: oldest?.toISOString() ?? null })),
    };
  }
}

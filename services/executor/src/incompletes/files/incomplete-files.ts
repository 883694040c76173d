import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { forgetFiles } from './sql/forget-files.sql.ts';
import { listLeftFiles } from './sql/list-left-files.sql.ts';

const FILES_PER_BATCH = 100;

interface LeftFile {
  readonly tenantId: string;
  readonly incompleteId: string;
  readonly blobId: string;
  readonly isShared: boolean;
}

/** Files too large for a bundle that incomplete executions name: they stay for their retries, and go with the last one that names them. */
@Injectable()
export class IncompleteFiles {
  constructor(
    private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** Deletes what nobody needs any more; answers how many entries are gone. Several replicas may do so at once. */
  async removeLeft(): Promise<number> {
    let count = 0;
    for (let last = FILES_PER_BATCH; last === FILES_PER_BATCH; count += last) last = await this.#removeBatch();
    return count;
  }

  /** The blob before its entry: whoever dies in between leaves the entry to the next. */
  async #removeBatch(): Promise<number> {
    const left = await this.database.asWorker((sql) => sql.query<LeftFile>(listLeftFiles, [FILES_PER_BATCH]));
    if (left.length === 0) return 0;
    for (const { tenantId, blobId, isShared } of left) if (!isShared) await this.blobs.delete(tenantId, blobId);
    await this.database.asWorker((sql) =>
      sql.query(forgetFiles, [
        left.map(({ tenantId }) => tenantId),
        left.map(({ incompleteId }) => incompleteId),
        left.map(({ blobId }) => blobId),
      ]),
    );
    return left.length;
  }
}

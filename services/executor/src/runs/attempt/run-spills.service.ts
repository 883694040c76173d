import { TenantKeys } from '@ebbflow/crypto';
import { Logger } from '@ebbflow/observability';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type RunBlob, RunBlobs } from '../blobs/run-blobs.ts';
import type { AttemptScope } from './attempt-scope.ts';
import type { PortPart } from './port-part.ts';
import { RunFiles } from './run-files.ts';
import { RunSpill } from './run-spill.ts';

/** Large bundles and files of runs, from the first to the last. */
@Injectable()
export class RunSpillsService implements PortPart {
  constructor(
    private readonly keys: TenantKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly runBlobs: RunBlobs,
    private readonly logger: Logger,
  ) {}

  of(scope: AttemptScope): { spill: RunSpill; files: RunFiles } {
    const store = { blobs: this.blobs, writeDown: (blob: RunBlob) => this.runBlobs.writeDown(blob) };
    return { spill: new RunSpill(scope, this.keys, store), files: new RunFiles(scope, this.keys, store) };
  }

  /** Deletes blobs of runs that have ended, and then what was written down of them. */
  async remove(blobs: readonly RunBlob[]): Promise<void> {
    for (const { tenantId, blobId } of blobs) await this.blobs.delete(tenantId, blobId);
    await this.runBlobs.forget(blobs);
  }

  /** The run has ended: nobody asks for its bundles any more. It has ended also where they cannot be deleted. */
  async drop({ run: { tenantId, scenarioId, runId }, spilledBlobs }: AttemptScope): Promise<void> {
    if (spilledBlobs.size === 0) return;
    try {
      await this.remove([...spilledBlobs].map((blobId) => ({ tenantId, runId, blobId })));
    } catch (thrown) {
      const fields = { organisationId: tenantId, scenarioId, runId };
      this.logger.warn('Large bundles of a finished run could not be deleted; the sweep tries again.', fields, thrown);
    }
  }
}

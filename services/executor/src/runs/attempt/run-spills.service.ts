import { TenantKeys } from '@ebbflow/crypto';
import { Logger } from '@ebbflow/observability';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { AttemptScope } from './attempt-scope.ts';
import type { PortPart } from './port-part.ts';
import { RunSpill } from './run-spill.ts';

/** Large bundles of runs, from the first to the last. */
@Injectable()
export class RunSpillsService implements PortPart {
  constructor(
    private readonly keys: TenantKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly logger: Logger,
  ) {}

  of(scope: AttemptScope): { spill: RunSpill } {
    return { spill: new RunSpill(scope, this.keys, this.blobs) };
  }

  /** The run has ended: nobody asks for its bundles any more. It has ended also where they cannot be deleted. */
  async drop({ run: { tenantId, scenarioId, runId }, spilledBlobs }: AttemptScope): Promise<void> {
    for (const blob of spilledBlobs) {
      await this.blobs.delete(tenantId, blob).catch((thrown: unknown) => {
        const fields = { organisationId: tenantId, scenarioId, runId };
        this.logger.warn('A large bundle of a finished run could not be deleted.', fields, thrown);
      });
    }
  }
}

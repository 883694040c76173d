import { runDetailsContext, type RunDetails, type Sealed, SEALED_INLINE_MAX_BYTES } from '@ebbflow/contracts';
import { KeyDestroyedError, PeriodKeys, sealPayload } from '@ebbflow/crypto';
import type { Verdict } from '@ebbflow/engine';
import { Logger } from '@ebbflow/observability';
import { BLOB_STORE, type BlobStore, newBlobId } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { AttemptEnded } from '../attempt/attempt-ended.ts';
import type { AttemptScope } from '../attempt/attempt-scope.ts';
import { RunBlobs } from '../blobs/run-blobs.ts';
import { untilAnswered } from '../attempt/until-answered.ts';

/** Seals once, here where they are born, what a tenant can read back of a run. */
@Injectable()
export class RunDetailsSealer {
  constructor(
    private readonly keys: PeriodKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly runBlobs: RunBlobs,
    private readonly logger: Logger,
  ) {}

  /**
   * Undefined when they cannot be kept: the tenant's key was destroyed meanwhile, or the blob store refuses. The run has happened all
   * the same, and ends; without that it would be tried again, and its last call made again, for want of a disk.
   */
  async seal(scope: AttemptScope, verdict: Verdict, finishedAt: Date): Promise<Sealed | undefined> {
    const { tenantId, scenarioId, runId } = scope.run;
    try {
      const sealing = { tenantId, scenarioId, category: 'execution-details', at: finishedAt };
      const key = await untilAnswered(scope, () => this.keys.toSeal(sealing));
      const plain = Buffer.from(JSON.stringify(detailsOf(verdict)));
      const sealed = sealPayload(key, runDetailsContext(tenantId, runId), plain);
      // What came apart (a location, for one) stays apart, so that no event holds what may have to be deleted.
      const isApart = scope.run.input !== undefined && 'blob' in scope.run.input;
      if (sealed.length <= SEALED_INLINE_MAX_BYTES && !isApart)
        return { keyVersion: key.version, bytes: sealed.toString('base64') };
      // Written down first: should this process die before the run has ended, the sweep finds it (KeptDetails).
      const blobId = newBlobId();
      await untilAnswered(scope, () => this.runBlobs.writeDown({ tenantId, runId, blobId }));
      return { keyVersion: key.version, blob: await this.blobs.put(tenantId, sealed, blobId) };
    } catch (thrown) {
      if (thrown instanceof AttemptEnded) throw thrown;
      if (!(thrown instanceof KeyDestroyedError)) {
        this.logger.error(
          'The details of a run cannot be kept; it ends without.',
          { organisationId: tenantId, scenarioId, runId },
          thrown,
        );
      }
      return undefined;
    }
  }
}

function detailsOf({ modules, error }: Verdict): RunDetails {
  if (error === undefined) return { modules };
  const { class: errorClass, message, moduleId } = error;
  return { modules, error: { class: errorClass, message, ...(moduleId === undefined ? {} : { moduleId }) } };
}

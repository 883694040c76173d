import { runDetailsContext, type RunDetails, type Sealed, SEALED_INLINE_MAX_BYTES } from '@ebbflow/contracts';
import { KeyDestroyedError, PeriodKeys, sealPayload } from '@ebbflow/crypto';
import type { Verdict } from '@ebbflow/engine';
import type { Redactor } from '@ebbflow/redaction';
import { Logger } from '@ebbflow/observability';
import { BLOB_STORE, type BlobStore, newBlobId } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { redactedModules } from '../../redaction/redacted-details.ts';
import { AttemptEnded } from '../attempt/attempt-ended.ts';
import type { AttemptScope } from '../attempt/attempt-scope.ts';
import { RunBlobs } from '../blobs/run-blobs.ts';
import { untilAnswered } from '../attempt/until-answered.ts';

/** What is sealed, and how large it is. */
export interface SealedDetails {
  readonly details: Sealed;
  readonly bytes: number;
  /** What was sealed. */
  readonly modules: RunDetails['modules'];
}

/** How details are kept: without what `redactor` hides, and, where the day's quota is used up, as the number of what happened only. */
export interface KeptAs {
  /** From when their lifetime counts. */
  readonly finishedAt: Date;
  readonly redactor?: Redactor | undefined;
  readonly isQuotaUsedUp?: boolean;
}

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
  async seal(scope: AttemptScope, verdict: Verdict, keptAs: KeptAs): Promise<SealedDetails | undefined> {
    const { tenantId, scenarioId, runId } = scope.run;
    try {
      const sealing = { tenantId, scenarioId, category: 'execution-details', at: keptAs.finishedAt };
      const key = await untilAnswered(scope, () => this.keys.toSeal(sealing));
      const kept = detailsOf(verdict, keptAs);
      const { modules } = kept;
      const plain = Buffer.from(JSON.stringify(kept));
      const sealed = sealPayload(key, runDetailsContext(tenantId, runId), plain);
      // What came apart (a location, for one) stays apart, so that no event holds what may have to be deleted.
      const isApart = scope.run.input !== undefined && 'blob' in scope.run.input;
      if (sealed.length <= SEALED_INLINE_MAX_BYTES && !isApart)
        return {
          details: { keyVersion: key.version, bytes: sealed.toString('base64') },
          bytes: sealed.length,
          modules,
        };
      // Written down first: should this process die before the run has ended, the sweep finds it (KeptDetails).
      const blobId = newBlobId();
      await untilAnswered(scope, () => this.runBlobs.writeDown({ tenantId, runId, blobId }));
      const details = { keyVersion: key.version, blob: await this.blobs.put(tenantId, sealed, blobId) };
      return { details, bytes: sealed.length, modules };
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

function detailsOf({ modules, omittedExecutions, error }: Verdict, { redactor, isQuotaUsedUp }: KeptAs): RunDetails {
  if (isQuotaUsedUp === true)
    return { modules: [], cut: { by: 'day', executions: modules.length + omittedExecutions } };
  const redaction = redactor?.begin();
  const details: RunDetails = {
    modules: redaction === undefined ? modules : redactedModules(modules, redaction),
    ...(omittedExecutions === 0 ? {} : { cut: { by: 'run', executions: omittedExecutions } }),
  };
  if (error === undefined) return details;
  const { class: errorClass, message, moduleId } = error;
  const shown = redaction === undefined ? message : redaction.message(message);
  return { ...details, error: { class: errorClass, message: shown, ...(moduleId === undefined ? {} : { moduleId }) } };
}

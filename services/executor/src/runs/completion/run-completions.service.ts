import {
  runDetailsContext,
  runFinished,
  type RunDetails,
  type Sealed,
  SEALED_INLINE_MAX_BYTES,
} from '@ebbflow/contracts';
import { KeyDestroyedError, sealPayload, TenantKeys } from '@ebbflow/crypto';
import type { Verdict } from '@ebbflow/engine';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import { Logger } from '@ebbflow/observability';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { AttemptEnded } from '../attempt/attempt-ended.ts';
import type { AttemptScope } from '../attempt/attempt-scope.ts';
import { untilAnswered } from '../attempt/until-answered.ts';
import type { Concluded } from '../attempt/run-attempts.service.ts';
import { COMPLETION_PARTS, type CompletionPart } from './completion-part.ts';
import { CompletionWriter } from './completion-writer.ts';

/** Turns a verdict into the end of a run: details sealed once, state and event written together. */
@Injectable()
export class RunCompletionsService {
  constructor(
    private readonly keys: TenantKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly writer: CompletionWriter,
    @Inject(COMPLETION_PARTS) private readonly parts: readonly CompletionPart[],
    private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when the lease was lost meanwhile: the run is not ended by us. A confidential scenario leaves basic information only. */
  async complete(scope: AttemptScope, { verdict, isConfidential, scenario }: Concluded): Promise<boolean> {
    const { run } = scope;
    const { tenantId, runId } = run;
    const details = isConfidential ? undefined : await this.#sealDetails(scope, verdict);
    const finishedAt = this.clock.now();
    const { status, operations, transferBytes, error } = verdict;
    const event = createEvent(
      runFinished,
      {
        tenantId,
        runId,
        scenarioId: run.scenarioId,
        scenarioVersion: run.scenarioVersion,
        trigger: run.trigger,
        ...(run.deliveryId === undefined ? {} : { deliveryId: run.deliveryId }),
        status,
        startedAt: run.startedAt.toISOString(),
        finishedAt: finishedAt.toISOString(),
        operations,
        transferBytes,
        ...(error === undefined ? {} : { errorClass: error.class }),
        ...(error?.moduleId === undefined ? {} : { errorModuleId: error.moduleId }),
        confidential: isConfidential,
        ...(details === undefined ? {} : { details }),
      },
      { tenantId, subject: runId, clock: this.clock },
    );
    const ending = { scope, verdict, scenario, isConfidential, finishedAt };
    const prepared = await Promise.all(this.parts.map((part) => part.prepare(ending)));
    const isOurs = await this.writer.finish({
      tenantId,
      runId,
      leaseToken: run.leaseToken,
      status,
      operations,
      finishedAt,
      event,
      prepared,
    });
    if (!isOurs && details !== undefined && 'blob' in details) await this.blobs.delete(tenantId, details.blob);
    return isOurs;
  }

  /**
   * Undefined when they cannot be kept: the tenant's key was destroyed meanwhile, or the blob store refuses. The run has happened all
   * the same, and ends; without that it would be tried again, and its last call made again, for want of a disk.
   */
  async #sealDetails(scope: AttemptScope, { modules, error }: Verdict): Promise<Sealed | undefined> {
    const { tenantId, scenarioId, runId } = scope.run;
    const details: RunDetails = {
      modules,
      ...(error === undefined
        ? {}
        : {
            error: {
              class: error.class,
              message: error.message,
              ...(error.moduleId === undefined ? {} : { moduleId: error.moduleId }),
            },
          }),
    };
    try {
      const key = await untilAnswered(scope, () => this.keys.current(tenantId));
      const sealed = sealPayload(key, runDetailsContext(tenantId, runId), Buffer.from(JSON.stringify(details)));
      if (sealed.length <= SEALED_INLINE_MAX_BYTES)
        return { keyVersion: key.version, bytes: sealed.toString('base64') };
      return { keyVersion: key.version, blob: await this.blobs.put(tenantId, sealed) };
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

import { runFinished } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { AttemptScope } from '../attempt/attempt-scope.ts';
import { RunSpillsService } from '../attempt/run-spills.service.ts';
import type { Concluded } from '../attempt/run-attempts.service.ts';
import { COMPLETION_PARTS, type CompletionPart } from './completion-part.ts';
import { CompletionWriter } from './completion-writer.ts';
import { keptInputOf } from './kept-input.ts';
import { RunDetailsSealer } from './run-details-sealer.ts';

/** Turns a verdict into the end of a run: details sealed once, state and event written together. */
@Injectable()
export class RunCompletionsService {
  constructor(
    private readonly sealer: RunDetailsSealer,
    private readonly writer: CompletionWriter,
    private readonly spills: RunSpillsService,
    @Inject(COMPLETION_PARTS) private readonly parts: readonly CompletionPart[],
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when the lease was lost meanwhile: the run is not ended by us. A confidential scenario leaves basic information only. */
  async complete(scope: AttemptScope, { verdict, isConfidential, scenario }: Concluded): Promise<boolean> {
    const { run } = scope;
    const { tenantId, runId } = run;
    const finishedAt = this.clock.now();
    const details = isConfidential ? undefined : await this.sealer.seal(scope, verdict, finishedAt);
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
        ...(run.outOfRunId === undefined ? {} : { outOfRunId: run.outOfRunId }),
        status,
        startedAt: run.startedAt.toISOString(),
        finishedAt: finishedAt.toISOString(),
        operations,
        transferBytes,
        ...(error === undefined ? {} : { errorClass: error.class }),
        ...(error?.moduleId === undefined ? {} : { errorModuleId: error.moduleId }),
        confidential: isConfidential,
        ...(details === undefined ? {} : { details }),
        ...(isConfidential ? {} : keptInputOf(run)),
      },
      { tenantId, subject: runId, clock: this.clock },
    );
    const ending = { scope, verdict, scenario, isConfidential, finishedAt, details };
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
    if (isOurs) await this.spills.drop(scope);
    return isOurs;
  }
}

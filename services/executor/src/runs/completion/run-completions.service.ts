import { runFinished } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { AttemptScope } from '../attempt/attempt-scope.ts';
import { RunSpillsService } from '../attempt/run-spills.service.ts';
import type { Concluded } from '../attempt/run-attempts.service.ts';
import { COMPLETION_PARTS, type CompletionPart, type EndingRun } from './completion-part.ts';
import { CompletionWriter } from './completion-writer.ts';
import { RunSearchIndexes } from '../../search-keys/run-search-indexes.ts';
import { type KeptOfRun, KeptOfRuns } from './kept-of-runs.ts';

interface AnnouncedOfRun extends KeptOfRun {
  readonly searchIndexes: string[];
}

/** Turns a verdict into the end of a run: details sealed once, state and event written together. */
@Injectable()
export class RunCompletionsService {
  constructor(
    private readonly kept: KeptOfRuns,
    private readonly indexes: RunSearchIndexes,
    private readonly writer: CompletionWriter,
    private readonly spills: RunSpillsService,
    @Inject(COMPLETION_PARTS) private readonly parts: readonly CompletionPart[],
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when the lease was lost meanwhile: the run is not ended by us. A confidential scenario leaves basic information only. */
  async complete(scope: AttemptScope, concluded: Concluded): Promise<boolean> {
    const { tenantId, runId, leaseToken } = scope.run;
    const { verdict, isConfidential, scenario } = concluded;
    const finishedAt = this.clock.now();
    const kept = await this.kept.of(scope, concluded, finishedAt);
    const searchIndexes = await this.indexes.of(scope, kept.keptModules);
    const event = this.#event(scope, concluded, { ...kept, searchIndexes }, finishedAt);
    const { details, keptModules, keptBytes, isInputHidden } = kept;
    const ending: EndingRun = {
      scope,
      verdict,
      scenario,
      isConfidential,
      finishedAt,
      details,
      keptModules,
      keptBytes,
      isInputHidden,
    };
    const prepared = await Promise.all(this.parts.map((part) => part.prepare(ending)));
    const { status, operations } = verdict;
    const isOurs = await this.writer.finish({
      tenantId,
      runId,
      leaseToken,
      status,
      operations,
      finishedAt,
      event,
      prepared,
    });
    if (isOurs) await this.spills.drop(scope);
    return isOurs;
  }

  #event(
    { run }: AttemptScope,
    concluded: Concluded,
    { details, input, searchIndexes }: AnnouncedOfRun,
    finishedAt: Date,
  ): OutboxEvent {
    const { verdict, isConfidential } = concluded;
    const { status, operations, transferBytes, error } = verdict;
    const { tenantId, runId } = run;
    return createEvent(
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
        ...input,
        ...(searchIndexes.length === 0 ? {} : { searchIndexes }),
      },
      { tenantId, subject: runId, clock: this.clock },
    );
  }
}

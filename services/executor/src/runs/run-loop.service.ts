import type { ErrorClass } from '@ebbflow/connector-sdk';
import type { Verdict } from '@ebbflow/engine';
import { TransientError } from '@ebbflow/kernel';
import { Logger, withSpan } from '@ebbflow/observability';
import { Injectable } from '@nestjs/common';
import { RunAttemptsService } from './attempt/run-attempts.service.ts';
import type { AttemptScope } from './attempt/attempt-scope.ts';
import { CompletionWriter } from './completion/completion-writer.ts';
import { JournalWriter } from './journal/journal-writer.ts';
import { RunLeasesService } from './leases/run-leases.service.ts';
import { RunCompletionsService } from './completion/run-completions.service.ts';

/** Pause before a run is tried again because something it needs (database, vault) was away. */
const AWAY_MS = 5_000;

/** What becomes of one leased run: an attempt, and then its end, its pause, or its way back to the queue. */
@Injectable()
export class RunLoopService {
  constructor(
    private readonly attempts: RunAttemptsService,
    private readonly completions: RunCompletionsService,
    private readonly leases: RunLeasesService,
    private readonly completionWriter: CompletionWriter,
    private readonly journalWriter: JournalWriter,
    private readonly logger: Logger,
  ) {}

  /** `onAttempted` is called when the attempt is over and only writing is left. */
  async work(scope: AttemptScope, onAttempted: () => void): Promise<void> {
    const { run } = scope;
    const { tenantId, scenarioId, runId, traceparent } = run;
    const fields = { organisationId: tenantId, scenarioId, runId };
    await withSpan('executor run', { ...(traceparent === undefined ? {} : { traceparent }), fields }, async () => {
      const outcome = await this.attempts.attempt(scope).catch((thrown: unknown) => this.#judge(scope, thrown));
      onAttempted();
      switch (outcome.kind) {
        case 'concluded':
          if (!(await this.completions.complete(run, outcome.verdict, outcome.isConfidential))) this.#tellLost(scope);
          return;
        case 'suspended':
          return this.leases.handBack([{ ...run, state: 'waiting', dueInMs: outcome.dueInMs }]);
        case 'handed-back':
          return this.leases.handBack([{ ...run, state: 'queued', dueInMs: outcome.dueInMs }]);
        case 'lost':
          this.#tellLost(scope);
      }
    });
  }

  /** From now on what cannot be written is not waited for. */
  stopRetrying(): void {
    this.journalWriter.stop();
    this.completionWriter.stop();
  }

  /** What kept the run from being tried: either it passes, or the run ends here, because it would be the same every time. */
  #judge({ run }: AttemptScope, thrown: unknown): Awaited<ReturnType<RunAttemptsService['attempt']>> {
    const { tenantId, scenarioId, runId } = run;
    const fields = { organisationId: tenantId, scenarioId, runId };
    if (thrown instanceof TransientError) {
      this.logger.warn('Something a run needs is away; the run goes back to the queue.', fields, thrown);
      return { kind: 'handed-back', dueInMs: AWAY_MS };
    }
    this.logger.error('A run cannot be carried out and ends with an error.', fields, thrown);
    return { kind: 'concluded', verdict: failed('UnexpectedError'), isConfidential: false };
  }

  #tellLost({ run: { tenantId, scenarioId, runId } }: AttemptScope): void {
    this.logger.warn('The lease of a run was lost; another worker has it.', {
      organisationId: tenantId,
      scenarioId,
      runId,
    });
  }
}

function failed(errorClass: ErrorClass): Verdict {
  return {
    status: 'error',
    operations: 0,
    transferBytes: 0,
    modules: [],
    omittedExecutions: 0,
    incomplete: [],
    error: {
      class: errorClass,
      message: 'The run could not be carried out; the operator of this installation can see why.',
    },
  };
}

import type { ErrorClass } from '@ebbflow/connector-sdk';
import { adviceOf, type Verdict } from '@ebbflow/engine';
import { TransientError } from '@ebbflow/kernel';
import { Logger, withSpan } from '@ebbflow/observability';
import { Injectable } from '@nestjs/common';
import { RunAttemptsService } from './attempt/run-attempts.service.ts';
import type { AttemptScope } from './attempt/attempt-scope.ts';
import { RunSpillsService } from './attempt/run-spills.service.ts';
import { RunLeasesService } from './leases/run-leases.service.ts';
import { RunsConfig } from './runs.config.ts';
import { RunCompletionsService } from './completion/run-completions.service.ts';

/** Pause before a run is tried again because something it needs (database, vault) was away. */
const AWAY_MS = 5_000;

type AttemptOutcome = Awaited<ReturnType<RunAttemptsService['attempt']>>;

/** What becomes of one leased run: an attempt, and then its end, its pause, or its way back to the queue. */
@Injectable()
export class RunLoopService {
  constructor(
    private readonly attempts: RunAttemptsService,
    private readonly completions: RunCompletionsService,
    private readonly leases: RunLeasesService,
    private readonly spills: RunSpillsService,
    private readonly config: RunsConfig,
    private readonly logger: Logger,
  ) {}

  /** `onAttempted` is called when the attempt is over and only writing is left. */
  async work(scope: AttemptScope, onAttempted: () => void): Promise<void> {
    const { run } = scope;
    const { tenantId, scenarioId, runId, traceparent } = run;
    const fields = { organisationId: tenantId, scenarioId, runId };
    await withSpan('executor run', { ...(traceparent === undefined ? {} : { traceparent }), fields }, async () => {
      const outcome = await this.#attempt(scope).catch((thrown: unknown) => this.#judge(scope, thrown));
      onAttempted();
      switch (outcome.kind) {
        case 'concluded':
          if (!(await this.completions.complete(scope, outcome))) this.#tellLost(scope);
          else await this.spills.drop(scope);
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

  /** A run that takes its worker down would do so for ever, and every other run on it each time. */
  async #attempt(scope: AttemptScope): Promise<AttemptOutcome> {
    const { tenantId, scenarioId, runId, attempts } = scope.run;
    if (attempts <= this.config.maxAttempts) return this.attempts.attempt(scope);
    this.logger.error('A run was cut off too often and ends with an error.', {
      organisationId: tenantId,
      scenarioId,
      runId,
      attempt: attempts,
    });
    return {
      kind: 'concluded',
      verdict: failed('ExecutionInterruptedError'),
      isConfidential: false,
      scenario: undefined,
    };
  }

  /** What kept the run from being tried: either it passes, or the run ends here, because it would be the same every time. */
  #judge({ run }: AttemptScope, thrown: unknown): AttemptOutcome {
    const { tenantId, scenarioId, runId } = run;
    const fields = { organisationId: tenantId, scenarioId, runId };
    if (thrown instanceof TransientError) {
      this.logger.warn('Something a run needs is away; the run goes back to the queue.', fields, thrown);
      return { kind: 'handed-back', dueInMs: AWAY_MS };
    }
    this.logger.error('A run cannot be carried out and ends with an error.', fields, thrown);
    return { kind: 'concluded', verdict: failed('UnexpectedError'), isConfidential: false, scenario: undefined };
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
    cycles: 0,
    modules: [],
    omittedExecutions: 0,
    incomplete: [],
    warnings: [],
    advice: adviceOf([{ class: errorClass, effect: 'halted' }]),
    error: {
      class: errorClass,
      message: 'The run could not be carried out; the operator of this installation can see why.',
    },
  };
}

import type { ErrorClass } from '@ebbflow/connector-sdk';
import { adviceOf } from '@ebbflow/engine';
import { TransientError } from '@ebbflow/kernel';
import { Logger, withSpan } from '@ebbflow/observability';
import { GoneByLifetimeError } from '@ebbflow/crypto';
import { BlobNotFoundError } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { RunAttemptsService } from './attempt/run-attempts.service.ts';
import type { AttemptScope } from './attempt/attempt-scope.ts';
import { boundAttempt } from './attempt/bound-attempt.ts';
import { isKeyless, LaneKeys } from './lanes/lane-keys.ts';
import { RunLeasesService } from './leases/run-leases.service.ts';
import { RunsConfig } from './runs.config.ts';
import { failedVerdict } from './completion/failed-verdict.ts';
import { RunCompletionsService } from './completion/run-completions.service.ts';

/** Pause before a run is tried again because something it needs (database, vault) was away. */
const AWAY_MS = 5_000;

type Outcome =
  | Exclude<Awaited<ReturnType<RunAttemptsService['attempt']>>, { kind: 'overdue' }>
  /** It was asked for its key, and goes on in the lane of that. */
  | { readonly kind: 'keyed'; readonly from: string; readonly to: string };

type RunFields = Readonly<Record<'organisationId' | 'scenarioId' | 'runId', string>>;

/** What becomes of one leased run: an attempt, and then its end, its pause, or its way back to the queue. */
@Injectable()
export class RunLoopService {
  constructor(
    private readonly attempts: RunAttemptsService,
    private readonly completions: RunCompletionsService,
    private readonly leases: RunLeasesService,
    private readonly laneKeys: LaneKeys,
    private readonly config: RunsConfig,
    private readonly logger: Logger,
  ) {}

  /** `onAttempted` is called when the attempt is over and only writing is left. */
  async work(scope: AttemptScope, onAttempted: () => void): Promise<void> {
    const { run } = scope;
    const { traceparent } = run;
    const span = { ...(traceparent === undefined ? {} : { traceparent }), fields: fieldsOf(scope) };
    await withSpan('executor run', span, async () => {
      const outcome = await this.#attempt(scope).catch((thrown: unknown) => this.#judge(scope, thrown));
      onAttempted();
      switch (outcome.kind) {
        case 'concluded':
          if (!(await this.completions.complete(scope, outcome))) this.#tellLost(scope);
          return;
        case 'suspended':
          return this.leases.handBack([{ ...run, state: 'waiting', dueInMs: outcome.dueInMs }]);
        case 'handed-back':
          return this.leases.handBack([{ ...run, state: 'queued', dueInMs: outcome.dueInMs }]);
        case 'keyed':
          if (!(await this.leases.assignLane(run, outcome))) this.#tellLost(scope);
          return;
        case 'lost':
          this.#tellLost(scope);
      }
    });
  }

  /** A run that takes its worker down would do so for ever, and every other run on it each time. */
  async #attempt(scope: AttemptScope): Promise<Outcome> {
    const { attempts, lane } = scope.run;
    if (attempts > this.config.maxAttempts) {
      const { organisationId, scenarioId, runId } = fieldsOf(scope);
      this.logger.error('A run was cut off too often and ends with an error.', {
        organisationId,
        scenarioId,
        runId,
        attempt: attempts,
      });
      return this.#failed(scope, 'ExecutionInterruptedError');
    }
    if (lane !== undefined && isKeyless(lane) && !scope.interruption.aborted) {
      return { kind: 'keyed', from: lane, to: await this.laneKeys.laneOf(scope.run) };
    }
    const outcome = await boundAttempt(scope, this.config.bounds, () => this.attempts.attempt(scope));
    if (outcome.kind === 'overdue') return this.#failed(scope, outcome.errorClass);
    // That somebody ended it says nothing about the scenario.
    if (outcome.kind === 'concluded' && scope.isCancelled && outcome.verdict.status === 'error')
      return { ...outcome, verdict: { ...outcome.verdict, advice: adviceOf([]) } };
    return outcome;
  }

  /** What kept the run from being tried: either it passes, or the run ends here, because it would be the same every time. */
  async #judge(scope: AttemptScope, thrown: unknown): Promise<Outcome> {
    if (thrown instanceof TransientError) {
      this.logger.warn('Something a run needs is away; the run goes back to the queue.', fieldsOf(scope), thrown);
      return { kind: 'handed-back', dueInMs: AWAY_MS };
    }
    // What started it was deleted meanwhile: its time was over, or a device has turned location off. The scenario is not to blame.
    if (thrown instanceof BlobNotFoundError || thrown instanceof GoneByLifetimeError)
      return this.#failed(scope, 'DataError');
    this.logger.error('A run cannot be carried out and ends with an error.', fieldsOf(scope), thrown);
    return this.#failed(scope, 'UnexpectedError');
  }

  /** Its scenario is read all the same where it can be: what is confidential stays so also when it fails. */
  async #failed(scope: AttemptScope, errorClass: ErrorClass): Promise<Outcome> {
    const scenario = await this.attempts.scenarioOf(scope.run).catch(() => undefined);
    const isConfidential = scenario?.settings.confidential ?? false;
    return { kind: 'concluded', verdict: failedVerdict(errorClass), isConfidential, scenario };
  }

  #tellLost(scope: AttemptScope): void {
    this.logger.warn('The lease of a run was lost; another worker has it.', fieldsOf(scope));
  }
}

function fieldsOf({ run: { tenantId, scenarioId, runId } }: AttemptScope): RunFields {
  return { organisationId: tenantId, scenarioId, runId };
}

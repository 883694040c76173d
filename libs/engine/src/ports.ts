import type {
  Bundle,
  ConnectionPort,
  ErrorClass,
  HttpPort,
  ModuleDefinition,
  ModuleResult,
  SocketPort,
  Value,
  WebhookResponse,
} from '@ebbflow/connector-sdk';
import type { Clock } from '@ebbflow/kernel';

/** Identifies one execution of one module within a run, the same on every replay: `<moduleId>#<n>` with n counted in execution order. */
export type StepKey = string;

/**
 * What a step left behind that must not happen, or be decided, twice. JSON-safe through `encodeStepOutcome`. A `sleep` is
 * written before the wait with the instant it ends, so that a resumed run waits only what is left.
 */
export type StepOutcome =
  | {
      readonly kind: 'result';
      readonly result: ModuleResult;
      readonly startedAtMs: number;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'error';
      readonly errorClass: ErrorClass;
      readonly message: string;
      readonly detail?: Value;
      readonly retryAfterMs?: number;
      readonly startedAtMs: number;
      readonly durationMs: number;
    }
  | { readonly kind: 'sleep'; readonly startedAtMs: number; readonly dueAtMs: number };

/**
 * The run's memory. `find` answers from what was journaled before a crash; `append` resolves once the outcome is durable,
 * and the engine goes on only then.
 */
export interface Journal {
  find(step: StepKey): StepOutcome | undefined;
  append(step: StepKey, outcome: StepOutcome): Promise<void>;
}

/**
 * Everything the engine cannot do by itself. What `journal`, `sleep` or an aborted `signal` throws leaves `executeScenario`
 * as it is: the attempt ends without a verdict and the run is resumed from its journal. What a module throws, also through
 * `http` and `connections`, becomes part of the verdict.
 */
export interface EnginePorts {
  readonly clock: Clock;
  /** Uniform in [0, 1), and the same sequence at each attempt of one run: `seededRandom(runId)`. */
  random(): number;
  readonly journal: Journal;
  readonly http: HttpPort;
  readonly connections: ConnectionPort;
  readonly sockets: SocketPort;
  /** `moduleId` is for whoever wants to stand in for one module of one scenario (recorded data); others leave it alone. */
  findModule(name: string, version: number, moduleId: number): ModuleDefinition | undefined;
  /** Answers the sender of the webhook; a no-op when nobody waits. */
  respond(response: WebhookResponse): Promise<void>;
  /** Waits `milliseconds`; may throw `RunSuspended` to end the attempt here and have the run resumed when it is due. */
  sleep(milliseconds: number): Promise<void>;
  /** Calls `elapsed` once after `milliseconds` unless the returned function was called before: the operation timeout. */
  startTimer(milliseconds: number, elapsed: () => void): () => void;
  /** Aborted when this attempt must end (drain, lost lease); never journaled, never a verdict. */
  readonly signal: AbortSignal;
}

/** Bounds of one run. */
export interface RunLimits {
  /** One operation of an action, milliseconds. Beyond it: `ModuleTimeoutError`. */
  readonly operationTimeoutMs: number;
  /** Working time of all attempts together, milliseconds. Beyond it: `ScenarioTimeoutError`. */
  readonly runTimeMs: number;
  /** Module runs. Beyond it: `OperationsLimitExceededError`. */
  readonly operations: number;
  /** What is kept of bundles in the verdict, bytes of JSON; the rest is counted only. */
  readonly detailBytes: number;
  /** Bundles kept per module execution. */
  readonly detailBundles: number;
}

export const DEFAULT_LIMITS: RunLimits = {
  operationTimeoutMs: 40_000,
  runTimeMs: 2_400_000,
  operations: 100_000,
  detailBytes: 4 * 1_048_576,
  detailBundles: 100,
};

export interface RunInput {
  readonly runId: string;
  /** When the run's first attempt began; the same at every attempt, because templates may ask for `now`. */
  readonly startedAtMs: number;
  readonly timezone: string;
  /** Output of the trigger: all bundles of this cycle. Ignored where the scenario begins with an action. */
  readonly triggerBundles: readonly Bundle[];
  /** Readable in templates by path, e.g. `{ scenarioId, scenarioName, var: { organization: {…} } }`. */
  readonly variables?: Bundle;
  /** Anything left out has its value from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<RunLimits>;
}

/** Thrown by `ports.sleep` of an executor that prefers to give the worker back while a run waits. */
export class RunSuspended extends Error {
  readonly resumeAtMs: number;

  constructor(resumeAtMs: number) {
    super('The run waits; it will be resumed from its journal.');
    this.name = 'RunSuspended';
    this.resumeAtMs = resumeAtMs;
  }
}

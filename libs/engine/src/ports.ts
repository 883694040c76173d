import type {
  Bundle,
  ConnectionPort,
  DataStorePort,
  DevicePort,
  ErrorClass,
  FilePort,
  HttpPort,
  ModuleDefinition,
  ModuleResult,
  SocketPort,
  Value,
  WebhookResponse,
} from '@ebbflow/connector-sdk';
import type { Clock } from '@ebbflow/kernel';
import type { RunLimits } from './limits.ts';
import type { ResumePoint } from './resume-point.ts';

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
      /** Bundles that stand in the spill store; `result.bundles` has `{}` in their places. */
      readonly spilled?: readonly SpilledBundle[];
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
  | { readonly kind: 'sleep'; readonly startedAtMs: number; readonly dueAtMs: number }
  /** The transaction of this step or cycle is committed. */
  | { readonly kind: 'committed' };

export interface SpilledBundle {
  /** Position among the bundles of the step. */
  readonly index: number;
  /** What `SpillPort.put` answered. */
  readonly id: string;
  readonly bytes: number;
}

/** Where bundles wait that are too large to wait in memory and journal. Kept until the run has ended. A `put` that throws leaves the bundle in memory. */
export interface SpillPort {
  put(bytes: Uint8Array): Promise<string>;
  get(id: string): Promise<Uint8Array>;
}

/**
 * The data stores, in transactions. `commit` and `rollback` may come again after a crash and then change nothing; a
 * transaction that ended the other way, or `open` on one that ended, is an error (the run ends with `InconsistencyError`).
 */
export interface DataStoresPort {
  /**
   * Opens one module's operation within a transaction, which begins with its first operation. What an earlier attempt at the
   * same operation did is dropped, and whoever still holds the port of that attempt is refused.
   */
  open(transactionId: string, operationId: string): Promise<DataStorePort>;
  /** Drops what one operation did: its module failed, and the transaction goes on. */
  undo(transactionId: string, operationId: string): Promise<void>;
  /** All that the transaction did happens at once, or none of it and this throws. */
  commit(transactionId: string): Promise<void>;
  rollback(transactionId: string): Promise<void>;
}

/** A module asks for a run of another scenario of the same team. */
export interface ScenarioCall {
  /** As in the blueprint: `SCN_901`, or the number alone. */
  readonly scenario: string;
  readonly inputs: Bundle;
  /** True: the answer has the outputs of the finished run. False: it is enough that the run will happen. */
  readonly waits: boolean;
  /** The same for every repetition of this call: no second run may come of it. */
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
}

export interface ScenarioAnswer {
  readonly runId: string;
  /** What the other scenario returned; there when `waits` was true. */
  readonly outputs?: Bundle;
}

/**
 * The run's memory. `find` answers from what was journaled before a crash; `append` resolves once the outcome is durable,
 * and the engine goes on only then.
 */
export interface Journal {
  find(step: StepKey): StepOutcome | undefined;
  append(step: StepKey, outcome: StepOutcome): Promise<void>;
}

/**
 * Everything the engine cannot do by itself. What `journal`, `sleep`, `spill.get` or an aborted `signal` throws leaves `executeScenario`
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
  /** Absent where there are no data stores: transactional modules then fail with `InvalidConfigurationError`. */
  readonly dataStores?: DataStoresPort;
  /** Absent: commands to devices fail with `InvalidConfigurationError`. */
  readonly devices?: DevicePort;
  /** Absent: large bundles stay in memory and journal. */
  readonly spill?: SpillPort;
  /** Absent: what is too large for a bundle is an error. */
  readonly files?: FilePort;
  /** Absent: `scenario-service:CallSubscenario` fails with `InvalidConfigurationError`. @throws ModuleError what became of the other run */
  callScenario?(call: ScenarioCall): Promise<ScenarioAnswer>;
  /** Answers the sender of the webhook; a no-op when nobody waits. */
  respond(response: WebhookResponse): Promise<void>;
  /** Waits `milliseconds`; may throw `RunSuspended` to end the attempt here and have the run resumed when it is due. */
  sleep(milliseconds: number): Promise<void>;
  /** Calls `elapsed` once after `milliseconds` unless the returned function was called before: the operation timeout. */
  startTimer(milliseconds: number, elapsed: () => void): () => void;
  /**
   * Aborted when the run is to end with an error before its time (cancelled, working too long), with the ModuleError that says so:
   * the operation in progress is told and no further one begins. What was journaled is still gone through, so that the verdict counts
   * it and what is open of it is rolled back. No handler and no incomplete execution comes of it.
   */
  readonly interruption?: AbortSignal;
  /** Aborted when this attempt must end (drain, lost lease); never journaled, never a verdict. */
  readonly signal: AbortSignal;
}

export interface RunInput {
  readonly runId: string;
  /** When the run's first attempt began; the same at every attempt, because templates may ask for `now`. */
  readonly startedAtMs: number;
  readonly timezone: string;
  /** Output of an instant trigger for one event. Ignored where the scenario begins with an action or a polling trigger. */
  readonly triggerBundles: readonly Bundle[];
  /** Pending events of an instant trigger, each with its bundles and each a cycle of its own; wins over `triggerBundles`. */
  readonly events?: readonly (readonly Bundle[])[];
  /** Where the polling trigger goes on: `Verdict.cursor` of the last run that had one. */
  readonly cursor?: Value;
  /** Variables kept by earlier runs: `Verdict.scenarioVariables` of the last run that had them. The same at every attempt. */
  readonly scenarioVariables?: Bundle;
  /** Begins in the middle: one put-aside bundle's flow is taken up instead of the trigger's. */
  readonly resume?: ResumePoint;
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

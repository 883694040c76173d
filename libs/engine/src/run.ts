import type { CompiledModule, CompiledScenario } from '@ebbflow/blueprint';
import { ModuleError, type Bundle, type ModuleResult, type Value } from '@ebbflow/connector-sdk';
import type { Clock } from '@ebbflow/kernel';
import { DEFAULT_LIMITS, type EnginePorts, type RunInput, type RunLimits, type StepKey } from './ports.ts';
import { Recorder, type StepReport } from './recorder.ts';
import { RunHalt } from './run-halt.ts';
import type { RunObserver } from './run-observer.ts';
import type { IncompleteBundle, RunError, Verdict } from './verdict.ts';
import type { Walker } from './walker.ts';

/** Steps between two pauses in which others (heartbeats, other runs) get their turn. */
const STEPS_BETWEEN_PAUSES = 200;

/** A step that went wrong. Without a time of its own it took none of the run's. */
export interface Failure {
  readonly execution: number;
  readonly error: ModuleError;
  /** 0 where the module itself did not come to run. */
  readonly operations: 0 | 1;
  readonly startedAtMs?: number;
  readonly durationMs?: number;
}

export interface RunTask {
  readonly scenario: CompiledScenario;
  readonly input: RunInput;
  readonly ports: EnginePorts;
  readonly observer: RunObserver | undefined;
}

/** The changing part of one attempt at one run; everything else the walk touches is data that stays as it is. */
export class Run {
  readonly scenario: CompiledScenario;
  readonly input: RunInput;
  readonly ports: EnginePorts;
  readonly walker: Walker;
  readonly limits: RunLimits;
  /**
   * The run's own time: the start, then the end of each journaled step. It stands still while the engine computes, and so it
   * is the same at a replay, where the wall clock is not; templates and transformers see no other.
   */
  readonly clock: Clock = { nowMs: () => this.#nowMs, now: () => new Date(this.#nowMs) };
  readonly #observer: RunObserver | undefined;
  readonly #recorder: Recorder;
  readonly #executions = new Map<number, number>();
  readonly #variables = new Map<string, Value>();
  readonly #incomplete: IncompleteBundle[] = [];
  readonly #attemptStartedAtMs: number;
  #nowMs: number;
  #replayedMs = 0;
  #steps = 0;
  operations = 0;
  transferBytes = 0;

  constructor(task: RunTask, walker: Walker) {
    const { scenario, input, ports } = task;
    this.walker = walker;
    this.scenario = scenario;
    this.input = input;
    this.ports = ports;
    this.limits = { ...DEFAULT_LIMITS, ...input.limits };
    this.#observer = task.observer;
    this.#recorder = new Recorder(this.limits, !scenario.settings.confidential);
    this.#attemptStartedAtMs = ports.clock.nowMs();
    this.#nowMs = input.startedAtMs;
  }

  /** Before each module: lets others have their turn, and ends the attempt or the run where it must end. */
  async beforeStep(module: CompiledModule): Promise<void> {
    this.#steps += 1;
    // Promises alone never let a timer fire, and a lease is renewed by one.
    if (this.#steps % STEPS_BETWEEN_PAUSES === 0) {
      await new Promise<void>((resolve) => this.ports.startTimer(0, resolve));
    }
    this.ports.signal.throwIfAborted();
    const workedMs = this.#replayedMs + this.ports.clock.nowMs() - this.#attemptStartedAtMs;
    if (workedMs > this.limits.runTimeMs) {
      throw this.halt(module, new ModuleError('ScenarioTimeoutError', 'The run took longer than it may.'));
    }
    if (this.operations >= this.limits.operations) {
      throw this.halt(
        module,
        new ModuleError('OperationsLimitExceededError', 'The run used all operations it may use.'),
      );
    }
  }

  /** The position of this execution among those of the module, from 1, and its key in the journal. */
  nextExecution(module: CompiledModule): { readonly execution: number; readonly key: StepKey } {
    const execution = (this.#executions.get(module.id) ?? 0) + 1;
    this.#executions.set(module.id, execution);
    return { execution, key: `${String(module.id)}#${String(execution)}` };
  }

  /** Moves the run's time to the end of a journaled step. */
  passTime(startedAtMs: number, endedAtMs: number, isReplayed: boolean): void {
    this.#nowMs = Math.max(this.#nowMs, endedAtMs);
    if (isReplayed) this.#replayedMs += Math.max(0, endedAtMs - startedAtMs);
  }

  record(report: StepReport): void {
    this.operations += report.operations;
    this.transferBytes += report.transferBytes;
    const execution = this.#recorder.record(report);
    this.#observer?.stepFinished(execution);
  }

  /** A step that took no time of the run's own clock. */
  recordComputed(module: CompiledModule, execution: number, bundles: readonly Bundle[]): void {
    this.record({
      ...named(module),
      execution,
      startedAtMs: this.#nowMs,
      durationMs: 0,
      bundles,
      operations: 1,
      transferBytes: 0,
    });
  }

  recordFailure(module: CompiledModule, failure: Failure): void {
    const { execution, error, operations } = failure;
    this.record({
      ...named(module),
      execution,
      startedAtMs: failure.startedAtMs ?? this.#nowMs,
      durationMs: failure.durationMs ?? 0,
      bundles: [],
      operations,
      transferBytes: 0,
      error: { class: error.errorClass, message: error.message },
    });
  }

  setVariables(variables: ModuleResult['variables']): void {
    for (const [name, value] of Object.entries(variables?.values ?? {})) this.#variables.set(name, value);
  }

  variable(name: string): Value {
    return this.#variables.get(name);
  }

  /** A variable a template names by path; those of the run itself win over what the caller gave. */
  lookUp(path: readonly string[]): Value {
    const [name] = path;
    if (name === 'executionId' || name === 'executionID') return this.input.runId;
    if (name === 'executionStartedAt' || name === 'triggerTimestamp') return new Date(this.input.startedAtMs);
    if (name === 'operationsConsumed') return this.operations;
    if (name === 'dataConsumed') return this.transferBytes;
    return path.reduce<Value>(
      (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Bundle)[key] : undefined),
      this.input.variables ?? {},
    );
  }

  putAside(incomplete: IncompleteBundle): void {
    this.#incomplete.push(incomplete);
  }

  halt(module: CompiledModule, error: ModuleError): RunHalt {
    const { errorClass, message, retryAfterMs } = error;
    const retry = retryAfterMs === undefined ? {} : { retryAfterMs };
    return new RunHalt({ class: errorClass, message, moduleId: module.id, module: module.name, ...retry });
  }

  verdict(error: RunError | undefined): Verdict {
    return {
      status: error ? 'error' : this.#incomplete.length > 0 ? 'warning' : 'success',
      operations: this.operations,
      transferBytes: this.transferBytes,
      modules: this.#recorder.executions,
      omittedExecutions: this.#recorder.omitted,
      incomplete: this.#incomplete,
      ...(error ? { error } : {}),
    };
  }
}

function named(module: CompiledModule): { readonly moduleId: number; readonly module: string } {
  return { moduleId: module.id, module: module.name };
}

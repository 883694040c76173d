import type { CompiledModule, CompiledScenario } from '@ebbflow/blueprint';
import { ModuleError, type Bundle, type Value } from '@ebbflow/connector-sdk';
import type { Clock } from '@ebbflow/kernel';
import { NO_BUNDLES, type BundleSequence } from './bundle-sequence.ts';
import { RunBounds } from './run-bounds.ts';
import type { Frame } from './frame.ts';
import { Incompletes, noRoom } from './incompletes.ts';
import { DEFAULT_LIMITS, type RunLimits } from './limits.ts';
import type { EnginePorts, RunInput, StepKey } from './ports.ts';
import { Recorder, type StepReport } from './recorder.ts';
import { RunHalt } from './run-halt.ts';
import type { RunObserver } from './run-observer.ts';
import { Transactions } from './transactions.ts';
import { Variables } from './variables.ts';
import type { IncompleteBundle, RunError, RunWarning } from './verdict.ts';
import type { Walker } from './walker.ts';

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
  readonly variables: Variables;
  readonly transactions: Transactions;
  readonly incompletes: Incompletes;
  readonly recorder: Recorder;
  readonly warnings: RunWarning[] = [];
  /**
   * The run's own time: the start, then the end of each journaled step. It stands still while the engine computes, and so it
   * is the same at a replay, where the wall clock is not; templates and transformers see no other.
   */
  readonly clock: Clock = { nowMs: () => this.#nowMs, now: () => new Date(this.#nowMs) };
  readonly #observer: RunObserver | undefined;
  readonly #bounds: RunBounds;
  readonly #executions = new Map<number, number>();
  #nowMs: number;
  /** The cycle that runs, from 1. */
  cycle = 0;
  /** Where the polling trigger goes on at its next read, and what of it is to be kept. */
  cursor: Value;
  keptCursor: { readonly value: Value } | undefined;
  outputs: Bundle | undefined;
  /** What ended the run with a warning before anything was lost. */
  endedBy: RunError | undefined;
  operations = 0;
  transferBytes = 0;

  constructor(task: RunTask, walker: Walker) {
    const { scenario, input, ports } = task;
    this.walker = walker;
    this.scenario = scenario;
    this.input = input;
    this.ports = ports;
    this.limits = input.limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...input.limits };
    this.variables = new Variables(input.scenarioVariables, scenario.settings.autoCommit);
    this.transactions = new Transactions(this);
    this.incompletes = new Incompletes(this.limits);
    this.recorder = new Recorder(this.limits, !scenario.settings.confidential);
    this.#observer = task.observer;
    this.#bounds = new RunBounds(ports, this.limits);
    this.#nowMs = input.startedAtMs;
    this.cursor = input.cursor;
  }

  /** Before each module: lets others have their turn (a promise, now and then), and ends the attempt or the run where it must end. */
  beforeStep(module: CompiledModule): Promise<void> | undefined {
    this.ports.signal.throwIfAborted();
    const error = this.#bounds.exceeded(this.operations, this.transferBytes);
    if (error !== undefined) throw this.halt(module, error);
    return this.#bounds.pause();
  }

  /** Before anything that acts, waits or decides about an error. @throws RunHalt when the run is to end before its time */
  throwIfInterrupted(): void {
    const reason: unknown = this.ports.interruption?.aborted === true ? this.ports.interruption.reason : undefined;
    if (reason instanceof ModuleError) throw new RunHalt({ class: reason.errorClass, message: reason.message });
  }

  /** The position of this execution among those of the module, from 1. */
  nextExecution(module: CompiledModule): number {
    const execution = (this.#executions.get(module.id) ?? 0) + 1;
    this.#executions.set(module.id, execution);
    this.#observer?.stepStarted?.({ moduleId: module.id, module: module.name, execution });
    return execution;
  }

  /** Moves the run's time to the end of a journaled step. */
  passTime(startedAtMs: number, endedAtMs: number, isReplayed: boolean): void {
    this.#nowMs = Math.max(this.#nowMs, endedAtMs);
    if (isReplayed) this.#bounds.addReplayed(Math.max(0, endedAtMs - startedAtMs));
  }

  record(report: StepReport): void {
    this.operations += report.operations;
    this.transferBytes += report.transferBytes;
    const execution = this.recorder.record(report, this.#observer !== undefined);
    if (execution !== undefined) this.#observer?.stepFinished(execution);
  }

  /** A step that took no time of the run's own clock. */
  recordComputed(module: CompiledModule, execution: number, bundles: BundleSequence): void {
    this.record({
      moduleId: module.id,
      module: module.name,
      execution,
      startedAtMs: this.#nowMs,
      durationMs: 0,
      bundles,
      spilled: [],
      operations: 1,
      transferBytes: 0,
    });
  }

  recordFailure(module: CompiledModule, failure: Failure): void {
    const { execution, error, operations } = failure;
    this.record({
      moduleId: module.id,
      module: module.name,
      execution,
      startedAtMs: failure.startedAtMs ?? this.#nowMs,
      durationMs: failure.durationMs ?? 0,
      bundles: NO_BUNDLES,
      spilled: [],
      operations,
      transferBytes: 0,
      error: { class: error.errorClass, message: error.message },
    });
  }

  warn(warning: RunWarning): void {
    this.warnings.push(warning);
  }

  endWith(error: RunError): void {
    this.endedBy = error;
    this.warn(error);
  }

  /**
   * Keeps the rest of this bundle's flow for a later retry.
   * @throws RunHalt when there is no room for it and the scenario does not enable data loss
   */
  putAside(
    module: CompiledModule,
    error: ModuleError,
    frame: Frame | undefined,
    retry?: IncompleteBundle['retry'],
  ): void {
    const { errorClass, message, retryAfterMs } = error;
    const isKept = this.incompletes.add(
      {
        moduleId: module.id,
        module: module.name,
        error: { class: errorClass, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
        ...(retry === undefined ? {} : { retry }),
      },
      this.incompletes.stateAt(module, frame, this.variables),
    );
    if (isKept) return;
    if (!this.scenario.settings.dataloss) throw this.halt(module, noRoom());
    this.warn({
      moduleId: module.id,
      module: module.name,
      message: 'A bundle that failed was dropped, because the run put aside as many as it may.',
    });
  }

  halt(module: CompiledModule, error: ModuleError): RunHalt {
    return new RunHalt(toRunError(module, error));
  }
}

export function keyOf(module: CompiledModule, execution: number): StepKey {
  return `${String(module.id)}#${String(execution)}`;
}

export function toRunError(module: CompiledModule, { errorClass, message, retryAfterMs }: ModuleError): RunError {
  const retry = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { class: errorClass, message, moduleId: module.id, module: module.name, ...retry };
}

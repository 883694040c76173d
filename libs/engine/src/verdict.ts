import type { Bundle, ErrorClass, Value } from '@ebbflow/connector-sdk';
import type { JsonValue } from '@ebbflow/kernel';
import type { Advice } from './advice.ts';
import type { ResumePoint } from './resume-point.ts';

/** One module's work on one input bundle. The same shape as `ModuleExecution` in libs/contracts, which the engine may not import. */
export interface ModuleExecution {
  readonly moduleId: number;
  readonly module: string;
  /** Position among the executions of the same module in this run, from 1. */
  readonly execution: number;
  readonly startedAt: string;
  readonly durationMs: number;
  /**
   * As `encodeValue` writes them; cut to `detailBundles`, and empty once `detailBytes` is used up. One that was spilled is
   * `{"$spilled": bytes}`, one nested too deep to be written is `{"$tooDeep": levels}`.
   */
  readonly bundles: readonly JsonValue[];
  readonly bundleCount: number;
  readonly operations: number;
  readonly transferBytes: number;
  readonly error?: { readonly class: ErrorClass; readonly message: string };
}

/** A bundle whose remaining flow was put aside (Break, or an error the scenario stores) for a later retry. */
export interface IncompleteBundle {
  readonly moduleId: number;
  readonly module: string;
  readonly error: { readonly class: ErrorClass; readonly message: string; readonly retryAfterMs?: number };
  /** Absent when only a person may retry. */
  readonly retry?: { readonly count: number; readonly intervalMs: number };
  /** From where, and with which bundles and variables, the flow can be taken up: `RunInput.resume`. Holds what the scenario worked on. */
  readonly state: ResumePoint;
}

export interface RunError {
  readonly class: ErrorClass;
  readonly message: string;
  readonly moduleId?: number;
  readonly module?: string;
  readonly retryAfterMs?: number;
}

/** What the owner should know though nothing failed. */
export interface RunWarning {
  readonly message: string;
  readonly moduleId?: number;
  readonly module?: string;
  /** An error that ends a run with a warning only: the first module could not reach its service. */
  readonly class?: ErrorClass;
}

/** What became of a run. `error` is there exactly when `status` is `error`. */
export interface Verdict {
  readonly status: 'success' | 'warning' | 'error';
  readonly operations: number;
  readonly transferBytes: number;
  /** Cycles begun. */
  readonly cycles: number;
  readonly modules: readonly ModuleExecution[];
  /** Executions left out of `modules` because of `detailBytes`. */
  readonly omittedExecutions: number;
  readonly incomplete: readonly IncompleteBundle[];
  readonly warnings: readonly RunWarning[];
  /** What follows for the scenario. */
  readonly advice: Advice;
  readonly error?: RunError;
  /** What `scenario-service:ReturnData` gave last. */
  readonly outputs?: Bundle;
  /** Where the polling trigger goes on; there when it moved. Keep it in the same transaction as the end of the run. */
  readonly cursor?: Value;
  /** All variables of the scenario; there when one was set. Keep them likewise. */
  readonly scenarioVariables?: Bundle;
}

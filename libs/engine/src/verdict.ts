import type { ErrorClass } from '@ebbflow/connector-sdk';
import type { JsonValue } from '@ebbflow/kernel';

/** One module's work on one input bundle. The same shape as `ModuleExecution` in libs/contracts, which the engine may not import. */
export interface ModuleExecution {
  readonly moduleId: number;
  readonly module: string;
  /** Position among the executions of the same module in this run, from 1. */
  readonly execution: number;
  readonly startedAt: string;
  readonly durationMs: number;
  /** As `encodeValue` writes them; cut to `detailBundles`, and empty once `detailBytes` is used up. */
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
  readonly error: { readonly class: ErrorClass; readonly message: string };
  /** Absent when only a person may retry. */
  readonly retry?: { readonly count: number; readonly intervalMs: number };
}

export interface RunError {
  readonly class: ErrorClass;
  readonly message: string;
  readonly moduleId?: number;
  readonly module?: string;
  readonly retryAfterMs?: number;
}

/** What became of a run. `error` is there exactly when `status` is `error`. */
export interface Verdict {
  readonly status: 'success' | 'warning' | 'error';
  readonly operations: number;
  readonly transferBytes: number;
  readonly modules: readonly ModuleExecution[];
  /** Executions left out of `modules` because of `detailBytes`. */
  readonly omittedExecutions: number;
  readonly incomplete: readonly IncompleteBundle[];
  readonly error?: RunError;
}

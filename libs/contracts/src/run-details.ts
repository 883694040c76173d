import type { JsonValue } from '@ebbflow/kernel';

/** One module's work on one input bundle within a run. */
export interface ModuleExecution {
  readonly moduleId: number;
  /** `app:Name` as in the blueprint. */
  readonly module: string;
  /** Position of this execution among those of the same module in the run, from 1. */
  readonly execution: number;
  readonly startedAt: string;
  readonly durationMs: number;
  /** Bundles it emitted; cut to the first 100, `bundleCount` is the true number. What rules hide is `{"$redacted": "email"}`, in a text `[redacted:email]`. */
  readonly bundles: readonly JsonValue[];
  readonly bundleCount: number;
  readonly operations: number;
  readonly transferBytes: number;
  readonly error?: { readonly class: string; readonly message: string };
}

/** What is kept, sealed, for 60 days so that a tenant can read a run back. */
export interface RunDetails {
  readonly modules: readonly ModuleExecution[];
  readonly error?: { readonly class: string; readonly message: string; readonly moduleId?: number };
  /** There was more: so many executions were left out, because of the bound of one run or of the organisation's day. */
  readonly cut?: { readonly by: 'run' | 'day'; readonly executions: number };
}

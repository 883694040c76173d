import type { Bundle, ConnectionPort, HttpPort, ModuleDefinition, ModuleResult, WebhookResponse } from '@ebbflow/connector-sdk';
import type { Clock } from '@ebbflow/kernel';

/** Identifies one execution of one module within a run, the same on every replay: `<moduleId>#<n>` with n counted in execution order. */
export type StepKey = string;

/** What a finished side-effecting step left behind; JSON-safe through `encodeStepOutcome`. */
export type StepOutcome =
  | { readonly kind: 'result'; readonly result: ModuleResult; readonly durationMs: number; readonly startedAtMs: number }
  | { readonly kind: 'error'; readonly errorClass: string; readonly message: string; readonly durationMs: number; readonly startedAtMs: number };

/**
 * The run's memory. `find` answers from what was journaled before a crash; `append` resolves once the outcome is durable,
 * and the engine goes on only then.
 */
export interface Journal {
  find(step: StepKey): StepOutcome | undefined;
  append(step: StepKey, outcome: StepOutcome): Promise<void>;
}

export interface EnginePorts {
  readonly clock: Clock;
  /** Uniform in [0, 1). Seeded per run by the executor so that a replay draws the same numbers. */
  random(): number;
  readonly journal: Journal;
  readonly http: HttpPort;
  readonly connections: ConnectionPort;
  findModule(name: string, version: number): ModuleDefinition | undefined;
  /** Answers the sender of the webhook; a no-op when nobody waits. */
  respond(response: WebhookResponse): Promise<void>;
  /** Waits `milliseconds`; the executor may end the attempt here and resume the run later from its journal. */
  sleep(milliseconds: number): Promise<void>;
  readonly signal: AbortSignal;
}

export interface RunInput {
  readonly runId: string;
  readonly startedAtMs: number;
  readonly timezone: string;
  /** Output of the trigger: one bundle per cycle. */
  readonly triggerBundles: readonly Bundle[];
}

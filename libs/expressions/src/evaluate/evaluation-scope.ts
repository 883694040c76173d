import type { Value } from '../value.ts';
import type { Budget } from './budget.ts';

/** Everything a template may read while it is evaluated. */
export interface EvaluationScope {
  /** The output bundle of a module, or undefined when it has none on this path. */
  bundle(moduleId: number): Value | undefined;
  /**
   * A named variable, with all names before the first index: `['executionId']`, `['var', 'organization', 'x']`.
   * `now`, `timestamp`, `pi`, `random` and `uuid` never come here.
   */
  variable(path: readonly string[]): Value | undefined;
  /** The instant `now` and `timestamp` stand for, in milliseconds since 1970. */
  readonly nowMs: number;
  /** Uniform in [0, 1); feeds `random`, `uuid` and `shuffle`. */
  random(): number;
  /** IANA name of the scenario's zone; an unknown name counts as UTC. */
  readonly timezone: string;
  /** Limits of this evaluation; default `defaultBudget`. */
  readonly budget?: Budget;
}

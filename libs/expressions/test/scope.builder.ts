import type { Budget } from '../src/evaluate/budget.ts';
import type { EvaluationScope } from '../src/evaluate/evaluation-scope.ts';
import type { Collection, Value } from '../src/value.ts';

interface ScopeParts {
  readonly data?: { readonly [moduleId: number]: Value };
  readonly variables?: Collection;
  readonly timezone?: string;
  readonly budget?: Budget;
}

/** A scope for tests: bundles by module id, variables by dotted name, noon of a spring Friday, UTC. */
export function aScope({ data = {}, variables = {}, timezone = 'UTC', budget }: ScopeParts = {}): EvaluationScope {
  return {
    bundle: (moduleId) => (Object.hasOwn(data, moduleId) ? data[moduleId] : undefined),
    variable: (path) => (Object.hasOwn(variables, path.join('.')) ? variables[path.join('.')] : undefined),
    nowMs: Date.UTC(2024, 4, 17, 12),
    random: () => 0.5,
    timezone,
    ...(budget === undefined ? {} : { budget }),
  };
}

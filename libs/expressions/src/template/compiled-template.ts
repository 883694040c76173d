import type { EvaluationScope } from '../evaluate/evaluation-scope.ts';
import type { Value } from '../value.ts';

/** A call of a name that is no function of the language; found at compile time, a DataError when it is evaluated. */
export interface UnknownFunction {
  readonly name: string;
  /** UTF-16 units from the start of the template. */
  readonly position: number;
  /** A sentence ready to show: what is wrong and, where known, which function was meant. */
  readonly message: string;
}

/** A template read once and turned into closures; holds no data and may be used by many runs at once. */
export interface CompiledTemplate {
  readonly text: string;
  /** Ids of the modules whose bundles the template reads, ascending, each once. */
  readonly references: readonly number[];
  readonly unknownFunctions: readonly UnknownFunction[];
  /** True when the text has no hole: `evaluate` then answers the text itself. */
  readonly isConstant: boolean;
  /**
   * Exactly one hole and nothing around it keeps the type of its value (and may answer IGNORE or ERASE);
   * anything else is text.
   * @throws EvaluationError
   */
  evaluate(scope: EvaluationScope): Value;
}

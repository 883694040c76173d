import { ExpectedError } from '@ebbflow/kernel';

/** Codes of evaluation faults; each belongs to one of the error classes an error handler of a scenario knows. */
export type EvaluationErrorCode =
  | 'EXPRESSIONS.DATA'
  | 'EXPRESSIONS.UNKNOWN_FUNCTION'
  | 'EXPRESSIONS.STEPS_EXCEEDED'
  | 'EXPRESSIONS.DEPTH_EXCEEDED'
  | 'EXPRESSIONS.OUTPUT_EXCEEDED';

/** How the engine treats the fault: the names of Make's own error classes. */
export type EvaluationErrorClass = 'DataError' | 'RuntimeError';

/**
 * The text of a template does not follow the language. Thrown by `compileTemplate` only.
 * `position` counts UTF-16 units from the start of the whole template, not of the hole.
 */
export class ExpressionSyntaxError extends ExpectedError {
  readonly position: number;
  /** What could have stood there, in words: "a value", "`)`", "`}}`". */
  readonly expected: string;
  /** The character or word that stands there instead, or "the end". */
  readonly found: string;

  constructor(position: number, expected: string, found: string) {
    super('EXPRESSIONS.SYNTAX', 422, `Expected ${expected} at character ${String(position)}, found ${found}.`, {
      details: { position },
    });
    this.position = position;
    this.expected = expected;
    this.found = found;
  }
}

/**
 * A template could not be evaluated on this data. Thrown by `CompiledTemplate.evaluate` and the coercions;
 * the message names types, functions and arguments, never a value.
 */
export class EvaluationError extends ExpectedError {
  declare readonly code: EvaluationErrorCode;
  readonly errorClass: EvaluationErrorClass;
  /** Where in the template, in UTF-16 units; undefined when a coercion was called on its own. */
  readonly position: number | undefined;

  constructor(code: EvaluationErrorCode, errorClass: EvaluationErrorClass, message: string, position?: number) {
    super(code, 422, message, position === undefined ? {} : { details: { position } });
    this.errorClass = errorClass;
    this.position = position;
  }
}

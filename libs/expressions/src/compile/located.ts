import { EvaluationError } from '../expressions.errors.ts';

/** Gives an evaluation error the position of the innermost node that failed; anything else passes through. */
export function located(thrown: unknown, position: number, prefix = ''): unknown {
  if (!(thrown instanceof EvaluationError) || thrown.position !== undefined) return thrown;
  return new EvaluationError(thrown.code, thrown.errorClass, prefix + thrown.message, position);
}

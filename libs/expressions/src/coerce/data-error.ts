import { EvaluationError } from '../expressions.errors.ts';

/** The fault of data that does not fit: Make's DataError (BundleValidationError in its screens). */
export function dataError(message: string): EvaluationError {
  return new EvaluationError('EXPRESSIONS.DATA', 'DataError', message);
}

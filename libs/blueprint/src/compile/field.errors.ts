import type { EvaluationErrorClass } from '@ebbflow/expressions';
import { ExpectedError } from '@ebbflow/kernel';

/** One field of a module could not be evaluated on this bundle. The message names the field and never a value. */
export class FieldError extends ExpectedError {
  /** Make's class of the error, by which a handler and the verdict go. */
  readonly errorClass: EvaluationErrorClass;
  readonly field: string;

  constructor(errorClass: EvaluationErrorClass, field: string, message: string, cause?: unknown) {
    super('BLUEPRINT.FIELD', 422, field === '' ? message : `In "${field}": ${message}`, { cause });
    this.errorClass = errorClass;
    this.field = field;
  }
}

import { FieldError } from '@ebbflow/blueprint';
import { ModuleError } from '@ebbflow/connector-sdk';
import { EvaluationError } from '@ebbflow/expressions';
import { DefectError, ExpectedError, TransientError } from '@ebbflow/kernel';

/** Gives whatever a module or a template threw the class by which handlers and the verdict go. */
export function toModuleError(thrown: unknown): ModuleError {
  if (thrown instanceof ModuleError) return thrown;
  if (thrown instanceof FieldError || thrown instanceof EvaluationError)
    return new ModuleError(thrown.errorClass, thrown.message, { cause: thrown });
  if (thrown instanceof TransientError) {
    return new ModuleError('ConnectionError', thrown.message, { cause: thrown, retryAfterMs: thrown.retryAfterMs });
  }
  if (thrown instanceof ExpectedError) return new ModuleError('RuntimeError', thrown.message, { cause: thrown });
  // The message of an unforeseen error may quote anything, also a secret; its cause goes to whoever reads defects.
  const cause =
    thrown instanceof DefectError
      ? thrown
      : new DefectError('ENGINE.MODULE_FAILED', 'A module failed unexpectedly.', { cause: thrown });
  return new ModuleError('RuntimeError', 'The module failed unexpectedly.', { cause });
}

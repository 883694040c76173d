import type { Value } from './module-context.ts';

/**
 * The classes Make gives to errors; a class decides what becomes of the bundle and of the scenario
 * (`libs/engine/src/error-policy.ts` has the table). `RuntimeError` is the one for everything unforeseen.
 */
export const ERROR_CLASSES = [
  'RuntimeError',
  'DataError',
  'DuplicateDataError',
  'ConnectionError',
  'RateLimitError',
  'ModuleTimeoutError',
  'IncompleteDataError',
  'InvalidConfigurationError',
  'InvalidAccessTokenError',
  'MaxResultsExceededError',
  'MaxFileSizeExceededError',
  'UnexpectedError',
  'InconsistencyError',
  'OutOfSpaceError',
  'ScenarioTimeoutError',
  'OperationsLimitExceededError',
  'DataSizeLimitExceededError',
  'ExecutionInterruptedError',
] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** True when `name` is one of Make's error classes. */
export function isErrorClass(name: string): name is ErrorClass {
  return (ERROR_CLASSES as readonly string[]).includes(name);
}

/**
 * The one error a module throws on purpose. `message` is for the owner of the scenario (kept sealed with the run): it may
 * quote what a remote service answered, and must never be logged. `detail` is read by handlers as `{{<id>.error.detail}}`.
 */
export class ModuleError extends Error {
  readonly errorClass: ErrorClass;
  /** How long to leave the remote service alone, in milliseconds; from `Retry-After` where it was given. */
  readonly retryAfterMs?: number;
  readonly detail?: Value;

  constructor(
    errorClass: ErrorClass,
    message: string,
    options: { retryAfterMs?: number; detail?: Value; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = errorClass;
    this.errorClass = errorClass;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (options.detail !== undefined) this.detail = options.detail;
  }
}

/** Values that may stand in an error's details: ids, counts, names of settings. Never payload, token or e-mail. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

/** One fault in a document a caller sent. `pointer` is an RFC 6901 JSON Pointer. */
export interface Fault {
  readonly pointer: string;
  readonly message: string;
}

export interface ErrorOptions {
  readonly cause?: unknown;
  readonly details?: ErrorDetails;
}

/**
 * The root of the three families. `code` is stable and documented (`VAULT.CONNECTION_REVOKED`);
 * `message` says what is wrong, where, and what to do, and never carries a value from a payload.
 */
export abstract class EbbflowError extends Error {
  abstract readonly family: 'expected' | 'transient' | 'defect';
  readonly code: string;
  readonly details: ErrorDetails;

  protected constructor(code: string, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** The caller can act on it: bad input, missing thing, no permission. Becomes a 4xx; never retried. */
export class ExpectedError extends EbbflowError {
  readonly family = 'expected';
  readonly status: number;
  readonly faults: readonly Fault[];

  constructor(
    code: string,
    status: number,
    message: string,
    options: ErrorOptions & { faults?: readonly Fault[] } = {},
  ) {
    super(code, message, options);
    this.status = status;
    this.faults = options.faults ?? [];
  }
}

/** It will pass: database away, peer busy. Becomes 503 with Retry-After; a consumer tries again. */
export class TransientError extends EbbflowError {
  readonly family = 'transient';
  readonly retryAfterMs: number;

  constructor(code: string, message: string, options: ErrorOptions & { retryAfterMs?: number } = {}) {
    super(code, message, options);
    this.retryAfterMs = options.retryAfterMs ?? 1_000;
  }
}

/** Ours: an invariant is broken. Becomes 500 without detail; logged as `error`; a message goes to dead letters. */
export class DefectError extends EbbflowError {
  readonly family = 'defect';

  constructor(code: string, message: string, options: ErrorOptions = {}) {
    super(code, message, options);
  }
}

/** Puts anything thrown into one of the three families; what is unknown is a defect. */
export function toEbbflowError(thrown: unknown): ExpectedError | TransientError | DefectError {
  if (thrown instanceof ExpectedError || thrown instanceof TransientError || thrown instanceof DefectError) {
    return thrown;
  }
  return new DefectError('KERNEL.UNEXPECTED', 'An unexpected error occurred; see the cause.', { cause: thrown });
}

/** Makes a switch exhaustive: a new member does not compile until it is decided. */
export function assertNever(value: never): never {
  throw new DefectError('KERNEL.UNREACHABLE', `No branch handles the variant ${typeof value}.`);
}

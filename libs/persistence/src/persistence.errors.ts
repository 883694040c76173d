import { DefectError, ExpectedError, TransientError } from '@ebbflow/kernel';
import { QueryFailedError } from 'typeorm';

/**
 * Postgres cannot do it now and will be able to later: it is away, restarting, full, or chose this transaction as the
 * victim of a deadlock or serialization failure. Nothing was committed, except when the connection broke during COMMIT
 * itself: then it is unknown, which is why every writer is idempotent.
 */
export class DatabaseUnavailableError extends TransientError {
  constructor(cause: unknown) {
    super('PERSISTENCE.UNAVAILABLE', 'The database cannot answer now; the same work may be tried again.', {
      cause,
      details: { sqlState: errorCodeOf(cause) ?? 'none' },
    });
  }
}

/** A tenant id that is not `org_` and 32 hex digits reached the database layer: a defect of the caller, never sent to SQL. */
export class BadTenantIdError extends DefectError {
  constructor() {
    super('PERSISTENCE.BAD_TENANT_ID', 'A tenant scope needs an organisation id (org_ and 32 hex digits).');
  }
}

/** A schema, table or role name outside `[a-z][a-z0-9_]*` was passed to something that writes DDL. */
export class BadIdentifierError extends DefectError {
  constructor(kind: string) {
    super(
      'PERSISTENCE.BAD_IDENTIFIER',
      `A ${kind} name must be lower-case letters, digits and underscores, 48 at most.`,
    );
  }
}

/** The database server refuses what setting it up needs, and says which right is missing. */
export class DatabaseSetupError extends ExpectedError {
  constructor(message: string, cause?: unknown) {
    super('PERSISTENCE.SETUP_FAILED', 500, message, { cause });
  }
}

export class BlobNotFoundError extends ExpectedError {
  constructor() {
    super('PERSISTENCE.BLOB_NOT_FOUND', 404, 'There is no blob with this id for this organisation.');
  }
}

/**
 * 400: a text with a NUL or half a surrogate pair in it, which Postgres keeps in no column of text or JSON. Only what came from outside has
 * such characters, so it is theirs to mend; what is sealed before it is stored may hold any.
 */
export class TextNotStorableError extends ExpectedError {
  constructor(cause: unknown) {
    super(
      'PERSISTENCE.TEXT_NOT_STORABLE',
      400,
      'A text holds a NUL character or half a surrogate pair, which cannot be stored; leave it out.',
      { cause },
    );
  }
}

/** True for the server's refusal of such a text: in a text column, in JSON as `\u0000`, in JSON as half a pair. */
export function isTextNotStorable(thrown: unknown): boolean {
  const inner = unwrap(thrown);
  const code = textIn(inner, 'code');
  if (code === '22021' || code === '22P05') return true;
  return code === '22P02' && /\bUnicode (?:high|low) surrogate\b/.test(textIn(inner, 'detail') ?? '');
}

/** The SQLSTATE of a pg error, or the errno of a socket's, also when TypeORM wrapped it. */
export function errorCodeOf(thrown: unknown): string | undefined {
  return textIn(unwrap(thrown), 'code');
}

/** True when an insert or update met a row with the same key; `constraint` narrows it to one constraint or index. */
export function isUniqueViolation(thrown: unknown, constraint?: string): boolean {
  const inner = unwrap(thrown);
  if (textIn(inner, 'code') !== '23505') return false;
  return constraint === undefined || textIn(inner, 'constraint') === constraint;
}

function unwrap(thrown: unknown): unknown {
  return thrown instanceof QueryFailedError ? thrown.driverError : thrown;
}

function textIn(thrown: unknown, property: string): string | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const value = (thrown as Record<string, unknown>)[property];
  return typeof value === 'string' ? value : undefined;
}

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
      details: { sqlState: sqlStateOf(cause) ?? 'none' },
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

/** The SQLSTATE of a pg error, also when TypeORM wrapped it. */
export function sqlStateOf(thrown: unknown): string | undefined {
  const inner: unknown = thrown instanceof QueryFailedError ? thrown.driverError : thrown;
  if (!(inner instanceof Error) || !('code' in inner)) return undefined;
  return typeof inner.code === 'string' ? inner.code : undefined;
}

/** True when an insert or update met a row with the same key; `constraint` narrows it to one constraint or index. */
export function isUniqueViolation(thrown: unknown, constraint?: string): boolean {
  if (sqlStateOf(thrown) !== '23505') return false;
  if (constraint === undefined) return true;
  const inner: unknown = thrown instanceof QueryFailedError ? thrown.driverError : thrown;
  return inner instanceof Error && 'constraint' in inner && inner.constraint === constraint;
}

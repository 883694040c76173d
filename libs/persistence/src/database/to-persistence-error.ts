import { EbbflowError } from '@ebbflow/kernel';
import {
  DatabaseUnavailableError,
  errorCodeOf,
  isTextNotStorable,
  TextNotStorableError,
} from '../persistence.errors.ts';

/** SQLSTATE classes and codes after which the same transaction may succeed. */
const TRANSIENT_CLASSES = ['08', '53'];
const TRANSIENT_CODES = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
  '57014', // query_canceled: statement_timeout
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
  '25P03', // idle_in_transaction_session_timeout
  '25006', // read_only_sql_transaction: a standby that is being promoted
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** pg reports a lost or unobtainable connection without any code. */
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|timeout expired)/;

/** Turns what means "not now" into DatabaseUnavailableError, what no column takes into TextNotStorableError, and leaves the rest as it is. */
export function toPersistenceError(thrown: unknown): unknown {
  if (thrown instanceof EbbflowError) return thrown;
  const code = errorCodeOf(thrown);
  if (code !== undefined && (TRANSIENT_CODES.has(code) || TRANSIENT_CLASSES.includes(code.slice(0, 2)))) {
    return new DatabaseUnavailableError(thrown);
  }
  if (isTextNotStorable(thrown)) return new TextNotStorableError(thrown);
  // A host with several addresses fails with one error per address.
  const { errors, message } = Object(thrown) as { errors?: unknown; message?: unknown };
  if (Array.isArray(errors) && errors.some((inner) => toPersistenceError(inner) !== inner)) {
    return new DatabaseUnavailableError(thrown);
  }
  if (code === undefined && typeof message === 'string' && CONNECTION_LOST.test(message)) {
    return new DatabaseUnavailableError(thrown);
  }
  return thrown;
}

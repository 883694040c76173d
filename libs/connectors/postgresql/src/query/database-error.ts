import { ModuleError, type ErrorClass } from '@ebbflow/connector-sdk';

/**
 * What a query failed of. Postgres quotes values in its sentences, so the message has the code of the SQL standard alone; the
 * sentence is the detail, which stays with the run.
 */
export function databaseError(thrown: unknown): ModuleError {
  if (thrown instanceof ModuleError) return thrown;
  const { code, message } = thrown as { code?: unknown; message?: string };
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) {
    const isTimeout = code === 'ETIMEDOUT' || message === 'timeout expired';
    return isTimeout
      ? new ModuleError('ModuleTimeoutError', 'The database did not answer in time.', { cause: thrown })
      : new ModuleError('ConnectionError', 'The connection to the database failed.', { cause: thrown });
  }
  const [errorClass, sentence] = judge(code);
  return new ModuleError(errorClass, `${sentence} (SQLSTATE ${code})`, {
    cause: thrown,
    detail: { code, message: message ?? '' },
  });
}

function judge(code: string): readonly [ErrorClass, string] {
  switch (code) {
    case '57014':
      return ['ModuleTimeoutError', 'The query was ended because it took too long.'];
    case '23505':
      return ['DuplicateDataError', 'A row with this key is there already.'];
    case '40001':
    case '40P01':
      return ['ConnectionError', 'The query lost against another one at the same time; it may be tried again.'];
    default:
      break;
  }
  switch (code.slice(0, 2)) {
    case '28':
      return ['InvalidAccessTokenError', 'The database does not accept user name and password of the connection.'];
    case '08':
    case '53':
    case '57':
      return ['ConnectionError', 'The database is not available at the moment.'];
    case '22':
    case '23':
      return ['DataError', 'The database refuses the data.'];
    default:
      return ['RuntimeError', 'The database refuses the query.'];
  }
}

import { ModuleError, type ErrorClass } from '@ebbflow/connector-sdk';

/**
 * What a query failed of. The server quotes values in its sentences, so the message has its number alone; the sentence is the
 * detail, which stays with the run.
 */
export function databaseError(thrown: unknown): ModuleError {
  if (thrown instanceof ModuleError) return thrown;
  const { errno, code, message } = thrown as { errno?: unknown; code?: string; message?: string };
  if (code === 'PROTOCOL_SEQUENCE_TIMEOUT' || code === 'ETIMEDOUT') {
    return new ModuleError('ModuleTimeoutError', 'The database did not answer in time.', { cause: thrown });
  }
  // Numbers below 1000 are the operating system's and the client's own.
  if (typeof errno !== 'number' || errno < 1_000) {
    return new ModuleError('ConnectionError', 'The connection to the database failed.', { cause: thrown });
  }
  const [errorClass, sentence] = judge(errno);
  return new ModuleError(errorClass, `${sentence} (${String(errno)})`, {
    cause: thrown,
    detail: { code: errno, message: message ?? '' },
  });
}

function judge(errno: number): readonly [ErrorClass, string] {
  switch (errno) {
    case 1044:
    case 1045:
    case 1698:
      return ['InvalidAccessTokenError', 'The database does not accept user name and password of the connection.'];
    case 1062:
      return ['DuplicateDataError', 'A row with this key is there already.'];
    case 1205:
    case 1213:
      return ['ConnectionError', 'The query lost against another one at the same time; it may be tried again.'];
    case 1317:
    case 1969:
    case 3024:
      return ['ModuleTimeoutError', 'The query was ended because it took too long.'];
    case 1040:
    case 1053:
    case 1203:
      return ['ConnectionError', 'The database is not available at the moment.'];
    case 1048:
    case 1264:
    case 1265:
    case 1292:
    case 1366:
    case 1406:
    case 1451:
    case 1452:
    case 3819:
      return ['DataError', 'The database refuses the data.'];
    default:
      return ['RuntimeError', 'The database refuses the query.'];
  }
}

import { ModuleError, type ErrorClass } from '@ebbflow/connector-sdk';
import { FTPError } from 'basic-ftp';

/** What a session failed of. Servers quote paths and user names, so only the number of their answer is passed on. */
export function ftpError(thrown: unknown): ModuleError {
  if (thrown instanceof ModuleError) return thrown;
  if (!(thrown instanceof FTPError)) {
    const isTimeout = thrown instanceof Error && /timeout/i.test(thrown.message);
    return isTimeout
      ? new ModuleError('ModuleTimeoutError', 'The file server did not answer in time.', { cause: thrown })
      : new ModuleError('ConnectionError', 'The connection to the file server failed.', { cause: thrown });
  }
  const [errorClass, sentence] = judge(thrown.code);
  return new ModuleError(errorClass, `${sentence} It answered with ${String(thrown.code)}.`, {
    cause: thrown,
    detail: { code: thrown.code },
  });
}

function judge(code: number): readonly [ErrorClass, string] {
  if (code === 430 || code === 530) {
    return ['InvalidAccessTokenError', 'The file server does not accept user name and password of the connection.'];
  }
  if (code === 452 || code === 552) return ['OutOfSpaceError', 'The file server has no room left.'];
  if (code === 550 || code === 553) return ['DataError', 'The file or folder is not there, or may not be used so.'];
  if (code === 533 || code === 534 || code === 536) {
    return ['InvalidConfigurationError', 'The file server does not accept the kind of encryption of the connection.'];
  }
  return code < 500
    ? ['ConnectionError', 'The file server is not available at the moment.']
    : ['RuntimeError', 'The file server refuses the command.'];
}

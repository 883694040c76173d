import { ModuleError, type ErrorClass } from '@ebbflow/connector-sdk';

/** Status codes of SFTP that say something to an author. */
const STATUSES: Readonly<Record<number, readonly [ErrorClass, string]>> = {
  2: ['DataError', 'The file or folder is not there.'],
  3: ['DataError', 'The account may not do this with the file or folder.'],
  4: ['RuntimeError', 'The file server refuses the operation; a file may be there already, or its place may not.'],
  6: ['ConnectionError', 'The connection to the file server ended.'],
  7: ['ConnectionError', 'The connection to the file server ended.'],
};

/** What a session failed of; servers quote paths and names, so their sentences are left out. */
export function sftpError(thrown: unknown): ModuleError {
  if (thrown instanceof ModuleError) return thrown;
  const { level, code } = thrown as { level?: string; code?: unknown };
  if (level === 'client-authentication') {
    return new ModuleError('InvalidAccessTokenError', 'The file server does not accept the login of the connection.', {
      cause: thrown,
    });
  }
  if (level === 'client-timeout') {
    return new ModuleError('ModuleTimeoutError', 'The file server did not answer in time.', { cause: thrown });
  }
  const known = typeof code === 'number' ? STATUSES[code] : undefined;
  const [errorClass, sentence] =
    known ??
    (typeof code === 'number'
      ? (['RuntimeError', 'The file server refuses the operation.'] as const)
      : (['ConnectionError', 'The connection to the file server failed.'] as const));
  return new ModuleError(errorClass, sentence, {
    cause: thrown,
    ...(typeof code === 'number' ? { detail: { code } } : {}),
  });
}

import { ModuleError } from '@ebbflow/connector-sdk';

/** What reading failed of, without what the server says: it quotes names of folders and accounts. */
export function imapError(thrown: unknown): ModuleError {
  if (thrown instanceof ModuleError) return thrown;
  const { authenticationFailed, mailboxMissing, tlsFailed, code } = thrown as {
    authenticationFailed?: boolean;
    mailboxMissing?: boolean;
    tlsFailed?: boolean;
    code?: string;
  };
  if (authenticationFailed === true) {
    return new ModuleError(
      'InvalidAccessTokenError',
      'The mail server does not accept user name and password of the account.',
      { cause: thrown },
    );
  }
  if (tlsFailed === true) {
    return new ModuleError('ConnectionError', 'The mail server offers no trustworthy TLS connection.', {
      cause: thrown,
    });
  }
  if (mailboxMissing === true) {
    return new ModuleError('DataError', 'The account has no such folder ("folder").', { cause: thrown });
  }
  return code === 'ETIMEOUT' || code === 'GREETING_TIMEOUT' || code === 'CONNECT_TIMEOUT'
    ? new ModuleError('ModuleTimeoutError', 'The mail server did not answer in time.', { cause: thrown })
    : new ModuleError('ConnectionError', 'The connection to the mail server failed.', { cause: thrown });
}

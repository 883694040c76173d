import { ModuleError, type ErrorClass } from '@ebbflow/connector-sdk';

/**
 * What sending failed of. Servers quote addresses and parts of the mail in their answers, and clients quote the login, so only
 * the number of the answer is passed on.
 */
export function smtpError(thrown: unknown): ModuleError {
  if (thrown instanceof ModuleError) return thrown;
  const { code, responseCode } = thrown as { code?: string; responseCode?: number };
  const said = responseCode === undefined ? '' : ` It answered with ${String(responseCode)}.`;
  const [errorClass, message] = judge(code ?? '', responseCode ?? 0);
  return new ModuleError(errorClass, `${message}${said}`, {
    cause: thrown,
    ...(responseCode === undefined ? {} : { detail: { responseCode } }),
  });
}

function judge(code: string, responseCode: number): readonly [ErrorClass, string] {
  const isTemporary = responseCode >= 400 && responseCode < 500;
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
      return isTemporary
        ? ['ConnectionError', 'The mail server does not take the login at the moment.']
        : ['InvalidAccessTokenError', 'The mail server does not accept user name and password of the account.'];
    case 'ETIMEDOUT':
      return ['ModuleTimeoutError', 'The mail server did not answer in time.'];
    case 'EENVELOPE':
    case 'EMESSAGE':
      return isTemporary
        ? ['ConnectionError', 'The mail server does not take the mail at the moment.']
        : ['DataError', 'The mail server refuses sender, recipients or content of the mail.'];
    case 'ETLS':
      return ['ConnectionError', 'The mail server offers no trustworthy TLS connection.'];
    default:
      return ['ConnectionError', 'The connection to the mail server failed.'];
  }
}

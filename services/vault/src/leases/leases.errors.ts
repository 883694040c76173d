import { ExpectedError } from '@ebbflow/kernel';

/** The request would go to an origin the connection was not made for. Nothing of the secret was opened. */
export class OriginNotAllowedError extends ExpectedError {
  constructor(connectionId: string) {
    super(
      'VAULT.ORIGIN_NOT_ALLOWED',
      403,
      'This connection may not be used for this origin (scheme, host and port). Make a connection that allows it.',
      { details: { connectionId } },
    );
  }
}

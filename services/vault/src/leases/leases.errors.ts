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

/** 400: a connection over HTTP is tested by asking something, and nobody said what. */
export class TestNeedsAddressError extends ExpectedError {
  constructor() {
    super(
      'VAULT.TEST_NEEDS_ADDRESS',
      400,
      'Say what to ask: send url, or save testUrl in the settings of the connection.',
      { faults: [{ pointer: '/url', message: 'Give an address within one of the allowed origins.' }] },
    );
  }
}

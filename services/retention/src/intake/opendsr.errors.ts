import { ExpectedError } from '@ebbflow/kernel';

/** 401, the same for an unknown controller, a wrong signature and a call that is too old: nobody learns which keys there are. */
export class BadControllerSignatureError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.BAD_CONTROLLER_SIGNATURE',
      401,
      'The call is not signed by a registered controller’s key, or its date is more than five minutes away.',
    );
  }
}

/** 400: OpenDSR has this answer for what is not as it must be. */
export class BadOpenDsrRequestError extends ExpectedError {
  constructor(message: string) {
    super('RETENTION.BAD_OPENDSR_REQUEST', 400, message);
  }
}

/** 422: not a key that calls can be signed with. */
export class BadControllerKeyError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.BAD_CONTROLLER_KEY',
      422,
      'Give the PEM of a public key: Ed25519, or RSA with at least 2048 bits.',
    );
  }
}

/** 409: somebody registered this key. */
export class ControllerKeyTakenError extends ExpectedError {
  constructor() {
    super('RETENTION.CONTROLLER_KEY_TAKEN', 409, 'This key is registered already; make another pair.');
  }
}

export class ControllerNotFoundError extends ExpectedError {
  constructor() {
    super('RETENTION.CONTROLLER_NOT_FOUND', 404, 'Your organisation has no such controller key.');
  }
}

import { ExpectedError } from '@ebbflow/kernel';

/** No such connection, or it belongs to somebody else: the answer is the same. */
export class UnknownConnectionError extends ExpectedError {
  constructor() {
    super('VAULT.UNKNOWN_CONNECTION', 404, 'There is no connection with this id in this organisation.');
  }
}

/** 412: somebody else changed it in between. */
export class ConnectionChangedError extends ExpectedError {
  constructor() {
    super(
      'VAULT.CONNECTION_CHANGED',
      412,
      'The connection was changed in between; read it again and repeat the change.',
    );
  }
}

/** 409: a connection stays of the kind it was made as, and gives only what its kind has. */
export class OtherConnectionKindError extends ExpectedError {
  constructor(connectionId: string) {
    super(
      'VAULT.OTHER_CONNECTION_KIND',
      409,
      'This connection is of another kind than is asked for. Choose or make one of the right kind.',
      { details: { connectionId } },
    );
  }
}

/** 410: its destination was changed, and the secret was dropped with the old one. */
export class SecretNeededError extends ExpectedError {
  constructor(connectionId: string) {
    super(
      'VAULT.SECRET_NEEDED',
      410,
      'The secret of this connection must be entered again: where it goes was changed.',
      {
        details: { connectionId },
      },
    );
  }
}

/** 410: nobody has consented at the provider yet, or it takes the consent no longer. */
export class AuthorisationNeededError extends ExpectedError {
  constructor(connectionId: string) {
    super(
      'VAULT.AUTHORISATION_NEEDED',
      410,
      'This connection must be authorised at its provider (again); start it from the connections.',
      { details: { connectionId } },
    );
  }
}

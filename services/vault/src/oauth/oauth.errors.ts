import { ExpectedError, TransientError } from '@ebbflow/kernel';

/** 404: the state is unknown, used, too old, or somebody else's. */
export class UnknownOauthStateError extends ExpectedError {
  constructor() {
    super(
      'VAULT.UNKNOWN_OAUTH_STATE',
      404,
      'This way back from the provider was used, is too old, or was begun by somebody else. Start again.',
    );
  }
}

/** 409: an API token cannot consent. */
export class OauthNeedsPersonError extends ExpectedError {
  constructor() {
    super(
      'VAULT.OAUTH_NEEDS_PERSON',
      409,
      'Only a person who is signed in can authorise a connection, not an API token.',
    );
  }
}

/** 409: `settings.provider` names a manifest, and the settings are not the manifest's. */
export class ProviderNotYoursError extends ExpectedError {
  constructor() {
    super(
      'VAULT.PROVIDER_NOT_YOURS',
      409,
      'The addresses of a provider come from its manifest. Begin with { "provider": … }, or leave settings.provider out to give your own.',
    );
  }
}

/** 409: the person or the provider said no. */
export class ConsentRefusedError extends ExpectedError {
  constructor() {
    super('VAULT.CONSENT_REFUSED', 409, 'The provider gave no consent; nothing was connected.');
  }
}

/** 409: the answer comes from another provider than was asked (mix-up, RFC 9207). */
export class WrongIssuerError extends ExpectedError {
  constructor() {
    super(
      'VAULT.WRONG_ISSUER',
      409,
      'The answer does not come from the provider that was asked; nothing was connected.',
    );
  }
}

/** 409: the provider no longer takes this code or refresh token. */
export class GrantRefusedError extends ExpectedError {
  constructor() {
    super('VAULT.GRANT_REFUSED', 409, 'The provider does not accept the authorisation (any longer); authorise again.');
  }
}

/** 409: something about the client or the endpoint is wrong; nothing was lost. */
export class ProviderRefusedError extends ExpectedError {
  constructor(status: number, reason: string) {
    super(
      'VAULT.PROVIDER_REFUSED',
      409,
      `The token endpoint refused (status ${String(status)}, ${reason}); check token URL, client and scopes of the connection.`,
    );
  }
}

/** The provider is away, or somebody else has been renewing for too long. */
export class ProviderUnavailableError extends TransientError {
  constructor(cause?: unknown) {
    super('VAULT.PROVIDER_UNAVAILABLE', 'The provider of the connection does not answer; tried again later.', {
      cause,
    });
  }
}

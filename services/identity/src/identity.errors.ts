import { ExpectedError } from '@ebbflow/kernel';

/** 401: a session or API token that is unknown, expired, ended or malformed; which of these is nobody's business but ours. */
export class UnknownTokenError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.UNKNOWN_TOKEN',
      401,
      'The session or API token is not valid (any more); sign in again or use another token.',
    );
  }
}

/** 401: the same for an address nobody has and for a wrong password, after the same work. */
export class BadCredentialsError extends ExpectedError {
  constructor() {
    super('IDENTITY.BAD_CREDENTIALS', 401, 'E-mail address or password is not right.');
  }
}

/** 429 with Retry-After: too many attempts for this account from this address, or from this address at all. */
export class TooManyAttemptsError extends ExpectedError {
  constructor(retryAfterMs: number) {
    super('IDENTITY.TOO_MANY_ATTEMPTS', 429, 'There were too many attempts to sign in; wait a little and try again.', {
      details: { retryAfterMs },
    });
  }
}

/** 429 with Retry-After: all hashing threads are busy and the queue is full. Refused instead of queued without end. */
export class HashingBusyError extends ExpectedError {
  constructor() {
    super('IDENTITY.BUSY', 429, 'Too many people are signing in at this moment; try again in a few seconds.', {
      details: { retryAfterMs: 2_000 },
    });
  }
}

/** 410: the set-up link was used, has expired, was replaced by a newer one, or never existed. */
export class SetupLinkInvalidError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.SETUP_LINK_INVALID',
      410,
      'This link is not valid any more. The operator gets a new one by starting Ebbflow again.',
    );
  }
}

/** 409: told only to somebody who holds a valid set-up link. */
export class EmailTakenError extends ExpectedError {
  constructor() {
    super('IDENTITY.EMAIL_TAKEN', 409, 'This e-mail address already belongs to an account; use another one.');
  }
}

/** 400: one that every attacker tries first, or the person's own address. Told before the account is looked at. */
export class PasswordTooCommonError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.PASSWORD_TOO_COMMON',
      400,
      'This password is one of those that are tried first; take another one, such as four words that have nothing to do with each other.',
    );
  }
}

/** 403: what only a person can do was asked for with an API token. */
export class NotAPersonError extends ExpectedError {
  constructor() {
    super('IDENTITY.NOT_A_PERSON', 403, 'This belongs to a person; sign in as one, an API token cannot do it.');
  }
}

/** 404: the session is over, or somebody else's. */
export class SessionNotFoundError extends ExpectedError {
  constructor() {
    super('IDENTITY.SESSION_NOT_FOUND', 404, 'You have no session of this id (any more); list your sessions again.');
  }
}

/** 403: the password that was to confirm a change is wrong. Not 401: the session is good and stays. */
export class WrongPasswordError extends ExpectedError {
  constructor() {
    super('IDENTITY.WRONG_PASSWORD', 403, 'The current password is not right; nothing was changed.');
  }
}

/** 410: a link from a mail that was used, is over, or never was one. */
export class LinkInvalidError extends ExpectedError {
  constructor() {
    super('IDENTITY.LINK_INVALID', 410, 'This link is not valid any more; ask for a new one.');
  }
}

/** 401: the link is good, but it is used by whoever wished for it, signed in. The link stays open. */
export class SignInFirstError extends ExpectedError {
  constructor() {
    super('IDENTITY.SIGN_IN_FIRST', 401, 'Sign in first, then open the link again.');
  }
}

/** 403: EBB_IDENTITY_REGISTRATION is closed. */
export class RegistrationClosedError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.REGISTRATION_CLOSED',
      403,
      'Nobody can register here; ask whoever runs this installation for an invitation.',
    );
  }
}

/** 404: messages are sent, or who asks is not the owner of the installation's own organisation. */
export class NoOutboxError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.NO_OUTBOX',
      404,
      'There are no messages to read here; they are sent, or they are not yours to read.',
    );
  }
}

/** 404: messages of this purpose cannot be turned off, or there are none. */
export class UnknownPurposeError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.UNKNOWN_PURPOSE',
      404,
      'There are no messages of this purpose that can be turned on and off; it is one of execution-news, business and new-features.',
    );
  }
}

/** 410: a sign-in under way that was finished, took more than ten minutes, had five wrong tries, or is another browser's. */
export class SignInOverError extends ExpectedError {
  constructor() {
    super('IDENTITY.SIGN_IN_OVER', 410, 'This sign-in took too long or was finished already; start again.');
  }
}

/** 401: the code is wrong, was used before, or is too old. */
export class WrongCodeError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.WRONG_CODE',
      401,
      'The code is not right, or was used already; wait for the next one and enter that.',
    );
  }
}

/** 403: the password alone does not prove who is asking, where there is a second factor. */
export class CodeNeededError extends ExpectedError {
  constructor() {
    super('IDENTITY.CODE_NEEDED', 403, 'Your account has a second factor; send a code of it with the password.');
  }
}

/** 403: the session is good, but its person did not prove to be that person in the last five minutes. */
export class ProofNeededError extends ExpectedError {
  constructor() {
    super('IDENTITY.PROOF_NEEDED', 403, 'Confirm that it is you first: enter your password at /confirm and try again.');
  }
}

/** 409: there is one already; it must be removed before another is made. */
export class SecondFactorOnError extends ExpectedError {
  constructor() {
    super('IDENTITY.SECOND_FACTOR_ON', 409, 'Your account has an authenticator app already; remove it to use another.');
  }
}

/** 404: there is none. */
export class NoSecondFactorError extends ExpectedError {
  constructor() {
    super('IDENTITY.NO_SECOND_FACTOR', 404, 'Your account has no second factor; add an authenticator app first.');
  }
}

/** 401: an unknown passkey, or an answer of one that is not right: another origin, challenge or signature, a count that did not grow. */
export class BadPasskeyError extends ExpectedError {
  constructor() {
    super('IDENTITY.BAD_PASSKEY', 401, 'This passkey did not work here; try again or sign in another way.');
  }
}

/** 409: told to whoever holds the device. */
export class PasskeyKnownError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.PASSKEY_KNOWN',
      409,
      'This passkey belongs to an account already; use another device or remove it there.',
    );
  }
}

/** 404: removed, or somebody else's. */
export class PasskeyNotFoundError extends ExpectedError {
  constructor() {
    super('IDENTITY.PASSKEY_NOT_FOUND', 404, 'You have no passkey of this id (any more); list your passkeys again.');
  }
}

/** 404: no provider of this name is in the settings. */
export class UnknownProviderError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.UNKNOWN_PROVIDER',
      404,
      'Nobody signs in here by this provider; choose one of those on the sign-in page.',
    );
  }
}

/** 409: the provider said no, or what came back is not what it would say: wrong state, issuer, nonce, signature, or a code that was used. */
export class ProviderFailedError extends ExpectedError {
  constructor(options: { cause?: unknown } = {}) {
    super('IDENTITY.PROVIDER_FAILED', 409, 'The provider did not confirm who you are; start again.', options);
  }
}

/** 403: the account of there is nobody's here, and the provider names no verified address by which the password could be asked for. */
export class ProviderNotLinkedError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.PROVIDER_NOT_LINKED',
      403,
      'No account here is linked with this one; sign in with your password and link it in your profile.',
    );
  }
}

/** 409: one account of there opens one account here. */
export class ProviderAccountTakenError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.PROVIDER_ACCOUNT_TAKEN',
      409,
      'This account at the provider is linked already; unlink it there first.',
    );
  }
}

/** 404: unlinked, or somebody else's. */
export class ProviderAccountNotFoundError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.PROVIDER_ACCOUNT_NOT_FOUND',
      404,
      'You have no linked account of this id (any more); list them again.',
    );
  }
}

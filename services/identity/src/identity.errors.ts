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

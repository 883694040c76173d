import { ExpectedError } from '@ebbflow/kernel';

/** 404: not one of the person's own in this organisation. */
export class ApiTokenNotFoundError extends ExpectedError {
  constructor() {
    super('IDENTITY.API_TOKEN_NOT_FOUND', 404, 'You have no such API token here (any more); list your tokens again.');
  }
}

/** 409: as many as a person can have. */
export class TooManyApiTokensError extends ExpectedError {
  constructor(most: number) {
    super(
      'IDENTITY.TOO_MANY_API_TOKENS',
      409,
      `A person has at most ${String(most)} API tokens in an organisation; revoke one first.`,
    );
  }
}

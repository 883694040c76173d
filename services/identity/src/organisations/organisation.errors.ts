import { ExpectedError } from '@ebbflow/kernel';

/** 428: nobody overwrites what they have not seen. */
export class RevisionRequiredError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.REVISION_REQUIRED',
      428,
      'Send If-Match with the ETag of what you have read, so that no change of somebody else is lost.',
    );
  }
}

/** 412: it was changed since, or If-Match names no revision. */
export class RevisionConflictError extends ExpectedError {
  constructor() {
    super('IDENTITY.REVISION_CONFLICT', 412, 'Somebody has changed this since you read it; read it again and repeat.');
  }
}

/** 403: a role, scope or member with more rights than the caller has. */
export class BeyondOwnRightsError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.BEYOND_OWN_RIGHTS',
      403,
      'This is about more rights than you have yourself; ask somebody who has them.',
    );
  }
}

/** 404: the person is no member of the organisation asked for, or there is none. */
export class NotAMemberError extends ExpectedError {
  constructor() {
    super('IDENTITY.NOT_A_MEMBER', 404, 'You are no member of such an organisation; list those that you are in.');
  }
}

/** 409: a person owns as many organisations as one can. */
export class TooManyOrganisationsError extends ExpectedError {
  constructor(most: number) {
    super(
      'IDENTITY.TOO_MANY_ORGANISATIONS',
      409,
      `A person is in at most ${String(most)} organisations; leave one first.`,
    );
  }
}

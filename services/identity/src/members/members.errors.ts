import { ExpectedError } from '@ebbflow/kernel';

/** 404: nobody of this id is in the organisation. */
export class MemberNotFoundError extends ExpectedError {
  constructor() {
    super('IDENTITY.MEMBER_NOT_FOUND', 404, 'The organisation has no such member; list the members again.');
  }
}

/** 409: an organisation without an owner could not be managed by anybody. */
export class LastOwnerError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.LAST_OWNER',
      409,
      'This is the only owner; make another member owner first, or hand the organisation over.',
    );
  }
}

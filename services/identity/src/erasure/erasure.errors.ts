import { ExpectedError } from '@ebbflow/kernel';

/** 404: nobody has this account, or not any more. Said of other organisations' people too. */
export class UnknownSubjectError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.UNKNOWN_SUBJECT',
      404,
      'There is nobody, and no organisation, of this id: it never was, or is erased already.',
    );
  }
}

/** 409: the organisation would have nobody left who may decide about it. */
export class LastOwnerError extends ExpectedError {
  constructor(organisationIds: readonly string[]) {
    super(
      'IDENTITY.LAST_OWNER',
      409,
      'This person is the only owner of organisations with other members. Hand these over, or have them erased, first.',
      { details: { organisationIds: organisationIds.join(' ') } },
    );
  }
}

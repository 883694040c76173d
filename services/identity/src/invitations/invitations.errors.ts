import { ExpectedError } from '@ebbflow/kernel';

/** 404: no such invitation is open. */
export class InvitationNotFoundError extends ExpectedError {
  constructor() {
    super('IDENTITY.INVITATION_NOT_FOUND', 404, 'No such invitation is open (any more); list the invitations again.');
  }
}

/** 409: told to who may list the members anyway. */
export class AlreadyAMemberError extends ExpectedError {
  constructor() {
    super('IDENTITY.ALREADY_A_MEMBER', 409, 'This person is a member of the organisation already.');
  }
}

/** 409: as many as can be open at once. */
export class TooManyInvitationsError extends ExpectedError {
  constructor(most: number) {
    super(
      'IDENTITY.TOO_MANY_INVITATIONS',
      409,
      `At most ${String(most)} invitations are open at once; withdraw one or wait until one is over.`,
    );
  }
}

/** 403: told to who holds the link. */
export class InvitedOtherwiseError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.INVITED_OTHERWISE',
      403,
      'This invitation was sent to another address than yours; ask for one to the address of your account.',
    );
  }
}

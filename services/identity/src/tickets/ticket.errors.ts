import { ExpectedError } from '@ebbflow/kernel';

/** 404: this installation has no help desk. */
export class NoHelpDeskError extends ExpectedError {
  constructor() {
    super('IDENTITY.NO_HELP_DESK', 404, 'This installation has no help desk; ask whoever runs it. Nothing was kept.');
  }
}

/** 429 with Retry-After: more requests for help from one person than anybody answers. */
export class TooManyTicketsError extends ExpectedError {
  constructor(retryAfterMs: number) {
    super('IDENTITY.TOO_MANY_TICKETS', 429, 'You have asked often in the last hour; wait a little and ask again.', {
      details: { retryAfterMs },
    });
  }
}

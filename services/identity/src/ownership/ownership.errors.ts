import { ExpectedError } from '@ebbflow/kernel';

/** 404: nothing is offered, it was taken back, it is over, or it is offered to somebody else. */
export class NoTransferError extends ExpectedError {
  constructor() {
    super('IDENTITY.NO_TRANSFER', 404, 'The organisation is not offered to anybody (any more), or not to you.');
  }
}

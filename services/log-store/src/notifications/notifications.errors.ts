import { ExpectedError } from '@ebbflow/kernel';

/** 409: an API token is nobody who reads. */
export class NobodyReadsError extends ExpectedError {
  constructor() {
    super('LOG_STORE.NOBODY_READS', 409, 'Only a signed-in user can say what they have read; an API token cannot.');
  }
}

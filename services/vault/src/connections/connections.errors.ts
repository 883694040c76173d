import { ExpectedError } from '@ebbflow/kernel';

/** No such connection, or it belongs to somebody else: the answer is the same. */
export class UnknownConnectionError extends ExpectedError {
  constructor() {
    super('VAULT.UNKNOWN_CONNECTION', 404, 'There is no connection with this id in this organisation.');
  }
}

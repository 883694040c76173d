import { ExpectedError } from '@ebbflow/kernel';

/** 404, also for what is another organisation's. */
export class RequestNotFoundError extends ExpectedError {
  constructor() {
    super('RETENTION.REQUEST_NOT_FOUND', 404, 'There is no such request; list yours to see which there are.');
  }
}

/** 409: it is too late, or too early, for this. */
export class RequestStateError extends ExpectedError {
  constructor(state: string, wanted: string) {
    super('RETENTION.REQUEST_STATE', 409, `The request is ${state}; ${wanted}.`, { details: { state } });
  }
}

/** 409: the person would not be told within the first month, or C27 sets the end. */
export class CannotExtendError extends ExpectedError {
  constructor(why: string) {
    super('RETENTION.CANNOT_EXTEND', 409, `The request cannot be extended: ${why}.`);
  }
}

/** 422: what is asked does not fit the kind of request or whom it is about. */
export class RequestDoesNotFitError extends ExpectedError {
  constructor(message: string, pointer: string) {
    super('RETENTION.REQUEST_DOES_NOT_FIT', 422, message, { faults: [{ pointer, message }] });
  }
}

/** 403: only a person, signed in, asks for what is that person's own. */
export class OnlyAPersonError extends ExpectedError {
  constructor() {
    super('RETENTION.ONLY_A_PERSON', 403, 'Sign in and ask yourself; an API token does not stand for a person here.');
  }
}

/** 404: there is nothing to fetch, yet or any more. */
export class ExportNotThereError extends ExpectedError {
  constructor(message: string) {
    super('RETENTION.EXPORT_NOT_THERE', 404, message);
  }
}

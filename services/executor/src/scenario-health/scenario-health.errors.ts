import { ExpectedError, TransientError } from '@ebbflow/kernel';

/** Somebody else has the run; whatever this worker still does with it is refused. */
export class LeaseGoneError extends TransientError {
  constructor() {
    super('EXECUTOR.LEASE_GONE', 'The lease of the run is lost; another worker has it.');
  }
}

/** 409: what was named as error handler is no scenario of this organisation, or the scenario itself. */
export class BadErrorHandlerError extends ExpectedError {
  constructor(message: string) {
    super('EXECUTOR.BAD_ERROR_HANDLER', 409, 'The error handler cannot be this scenario.', {
      faults: [{ pointer: '/scenarioId', message }],
    });
  }
}

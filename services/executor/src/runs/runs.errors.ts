import { ExpectedError } from '@ebbflow/kernel';

/** No such run, or it belongs to somebody else: the answer is the same. */
export class RunNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.RUN_NOT_FOUND', 404, 'There is no run with this id in this organisation.');
  }
}

/** The bundle of a run by hand is nested deeper than anything that can be stored or evaluated. */
export class BundleTooDeepError extends ExpectedError {
  constructor() {
    super('EXECUTOR.BUNDLE_TOO_DEEP', 400, 'The bundle is nested too deep.', {
      faults: [{ pointer: '/bundle', message: 'Nest it less deep.' }],
    });
  }
}

/** The owner has not said how many runs of the scenario may go on beside each other (or there is no such scenario here). */
export class NoConcurrencyError extends ExpectedError {
  constructor() {
    super('EXECUTOR.NO_CONCURRENCY', 404, 'Nothing is set for the concurrency of a scenario with this id.');
  }
}

/** Two runs at once of a scenario that goes on where the last one left off would read the same items. */
export class OneAtATimeError extends ExpectedError {
  constructor(pointer: '/limit' | '/key') {
    super(
      'EXECUTOR.ONE_AT_A_TIME',
      422,
      'The scenario looks for new items itself, so its runs go one after another: set a limit of 1 without a key.',
      { faults: [{ pointer, message: 'Runs of this scenario would read the same items.' }] },
    );
  }
}

/** The key by which runs are kept apart cannot be evaluated. */
export class BadLaneKeyError extends ExpectedError {
  constructor(message: string) {
    super('EXECUTOR.BAD_CONCURRENCY_KEY', 400, 'The key of the concurrency cannot be used.', {
      faults: [{ pointer: '/key', message }],
    });
  }
}

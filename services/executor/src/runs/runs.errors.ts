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

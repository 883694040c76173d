import { ExpectedError } from '@ebbflow/kernel';

/** 404: not a run of this organisation, not finished yet, or past its lifetime; which of them is not said. */
export class RunNotFoundError extends ExpectedError {
  constructor() {
    super(
      'LOG_STORE.RUN_NOT_FOUND',
      404,
      'There is no finished run with this id; it may still be running, or its lifetime is over.',
    );
  }
}

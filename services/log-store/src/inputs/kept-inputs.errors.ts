import { ExpectedError } from '@ebbflow/kernel';

/** 409 to the executor: of a confidential run nothing is kept that could start it again. */
export class RunConfidentialError extends ExpectedError {
  constructor() {
    super('LOG_STORE.RUN_CONFIDENTIAL', 409, 'The run was of a confidential scenario; what started it was not kept.');
  }
}

/** 410 to the executor: what started the run is gone, or was never kept. */
export class InputGoneError extends ExpectedError {
  constructor() {
    super('LOG_STORE.INPUT_GONE', 410, 'What started the run is not kept any more.');
  }
}

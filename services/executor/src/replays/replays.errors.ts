import { ExpectedError } from '@ebbflow/kernel';

/** 409: of a confidential run nothing was kept. */
export class RunConfidentialError extends ExpectedError {
  constructor() {
    super('EXECUTOR.RUN_CONFIDENTIAL', 409, 'The run was of a confidential scenario; what started it was not kept.');
  }
}

/** 409: what has not ended cannot be done again. */
export class RunNotFinishedError extends ExpectedError {
  constructor() {
    super('EXECUTOR.RUN_NOT_FINISHED', 409, 'The run has not finished yet, or has only just; try again when it has.');
  }
}

/** 410: what started the run is kept no longer, or it took up an incomplete execution and had no start of its own. */
export class InputGoneError extends ExpectedError {
  constructor() {
    super('EXECUTOR.INPUT_GONE', 410, 'What started the run is not kept any more.');
  }
}

/** No such replay, or its state is kept no longer. */
export class ReplayNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.REPLAY_NOT_FOUND', 404, 'There is no replay with this id in this organisation.');
  }
}

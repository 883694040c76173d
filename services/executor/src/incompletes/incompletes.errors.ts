import { ExpectedError } from '@ebbflow/kernel';

/** No such incomplete execution, past its lifetime, or somebody else's: the answer is the same. */
export class IncompleteNotFoundError extends ExpectedError {
  constructor() {
    super(
      'EXECUTOR.INCOMPLETE_NOT_FOUND',
      404,
      'There is no incomplete execution with this id in this organisation; it may be past its lifetime.',
    );
  }
}

/** What a run was to take up is not there any more. */
export class IncompleteGoneError extends ExpectedError {
  constructor() {
    super('EXECUTOR.INCOMPLETE_GONE', 410, 'The incomplete execution that the run was to take up is gone.');
  }
}

/** It is in no state to be changed or retried: a run holds it, or it is over. */
export class IncompleteNotPendingError extends ExpectedError {
  constructor(state: string) {
    super(
      'EXECUTOR.INCOMPLETE_NOT_PENDING',
      409,
      state === 'retrying'
        ? 'A run is just taking up this incomplete execution; wait for its end.'
        : `The incomplete execution is ${state}; there is nothing left to take up.`,
      { details: { state } },
    );
  }
}

/** Somebody else, or a retry, changed it in between. */
export class IncompleteConflictError extends ExpectedError {
  constructor(currentRevision: number, changedAt: Date, changedBy: string | null) {
    super(
      'EXECUTOR.INCOMPLETE_CONFLICT',
      412,
      `The incomplete execution was changed by ${changedBy ?? 'a retry'} at ${changedAt.toISOString()}; read it again.`,
      {
        details: { currentRevision, changedAt: changedAt.toISOString(), ...(changedBy === null ? {} : { changedBy }) },
      },
    );
  }
}

/** The edit names a module that has no bundle here, or is nested too deep. */
export class BadIncompleteEditError extends ExpectedError {
  constructor(pointer: string, message: string) {
    super('EXECUTOR.BAD_INCOMPLETE_EDIT', 400, 'The change does not fit the incomplete execution.', {
      faults: [{ pointer, message }],
    });
  }
}

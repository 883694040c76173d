import { ExpectedError } from '@ebbflow/kernel';

/** 404, also for a hold of another organisation. */
export class HoldNotFoundError extends ExpectedError {
  constructor() {
    super('RETENTION.HOLD_NOT_FOUND', 404, 'There is no hold of this id; `GET /v1/holds` lists those there are.');
  }
}

/** 403: what only staff of the installation may hold, or something of another organisation. */
export class HoldNotYoursError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.HOLD_NOT_YOURS',
      403,
      'An organisation may hold its own data subjects, connections and devices; accounts and whole organisations are held by the installation’s staff.',
    );
  }
}

/** 409: the hold is in a state in which this cannot be done. */
export class HoldStateError extends ExpectedError {
  constructor(state: string, wanted: string) {
    super('RETENTION.HOLD_STATE', 409, `This hold is ${state}; only one that is ${wanted} can be dealt with so.`, {
      details: { state },
    });
  }
}

/** 422: a hold without an end, or with one that has passed, is none. */
export class HoldUntilError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.HOLD_UNTIL',
      422,
      'Say until when the law asks for it: an instant after now, at most thirty years away.',
    );
  }
}

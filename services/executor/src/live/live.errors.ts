import { ExpectedError } from '@ebbflow/kernel';

/** Each stream holds a connection; an organisation has so many at one replica. */
export class TooManyWatchersError extends ExpectedError {
  constructor(limit: number) {
    super(
      'EXECUTOR.TOO_MANY_WATCHERS',
      429,
      `This organisation watches ${String(limit)} runs and scenarios already; close one of the streams first.`,
      { details: { limit } },
    );
  }
}

/** The run is not (or no longer) worked on by the replica that was asked. Between replicas only. */
export class NotHereError extends ExpectedError {
  constructor() {
    super('EXECUTOR.RUN_NOT_HERE', 404, 'This replica does not work on this run at the moment.');
  }
}

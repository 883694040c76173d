import { ExpectedError, type Fault } from '@ebbflow/kernel';

/** The schedule is well-formed and still says nothing that can be done. */
export class ScheduleInvalidError extends ExpectedError {
  constructor(faults: readonly Fault[]) {
    super(
      'EXECUTOR.SCHEDULE_INVALID',
      400,
      'The schedule cannot be followed; nothing was saved. Each fault is listed with its place.',
      { faults },
    );
  }
}

/** Only a scenario that begins with a webhook can start as soon as something comes in. */
export class ScheduleNeedsHookError extends ExpectedError {
  constructor() {
    super(
      'EXECUTOR.SCHEDULE_NEEDS_HOOK',
      409,
      'The scenario cannot start immediately, because it does not begin with a webhook; choose when it starts.',
      { faults: [{ pointer: '/schedule/type', message: 'This needs a webhook as the first module.' }] },
    );
  }
}

/** Somebody else changed the schedule in between. */
export class ScheduleConflictError extends ExpectedError {
  constructor(current: { revision: number; changedBy: string | null; updatedAt: Date } | undefined) {
    super(
      'EXECUTOR.SCHEDULE_CONFLICT',
      412,
      current === undefined
        ? 'The schedule is not at this revision; read it again.'
        : `The schedule was changed by ${current.changedBy ?? 'a published version or an API token'} at ${current.updatedAt.toISOString()} and is at revision ${String(current.revision)}; read it again.`,
      { details: { revision: current?.revision ?? 0 } },
    );
  }
}

/** There is nothing that remembers where it was: the scenario does not begin with a trigger that reads by itself. */
export class NotPollingError extends ExpectedError {
  constructor() {
    super(
      'EXECUTOR.NOT_POLLING',
      409,
      'Where to start can be chosen only for a scenario that begins with a trigger that looks for new items itself.',
    );
  }
}

/** Runs went on ending while somebody chose where to start. */
export class CursorMovedError extends ExpectedError {
  constructor() {
    super('EXECUTOR.CURSOR_MOVED', 409, 'The trigger went on while its place was set; nothing was changed, try again.');
  }
}

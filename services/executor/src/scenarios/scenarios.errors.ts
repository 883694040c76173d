import { ExpectedError, type Fault } from '@ebbflow/kernel';
import type { ActivationFinding } from './activation/activation-check.ts';

/** The document is no blueprint; each fault says where (RFC 6901 pointer into the blueprint as it was sent). Nothing was saved. */
export class BlueprintInvalidError extends ExpectedError {
  constructor(faults: readonly Fault[], cause?: unknown) {
    super(
      'EXECUTOR.BLUEPRINT_INVALID',
      422,
      'The blueprint cannot be read; nothing was saved. Each fault is listed with its place.',
      {
        faults,
        cause,
      },
    );
  }
}

/** No such scenario, or it belongs to somebody else: the answer is the same. */
export class ScenarioNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.SCENARIO_NOT_FOUND', 404, 'There is no scenario with this id in this organisation.');
  }
}

/** 400: whoever works in several teams has to say which one gets it. */
export class TeamRequiredError extends ExpectedError {
  constructor() {
    super('EXECUTOR.TEAM_REQUIRED', 400, 'You work in several teams; say in teamId which of them this is for.');
  }
}

/** 403: it would go to a team in which the caller may not do this, or out of all teams. */
export class NotInTeamError extends ExpectedError {
  constructor() {
    super('EXECUTOR.NOT_IN_TEAM', 403, 'You may not do this in that team; choose one of yours in teamId.');
  }
}

/** A cursor is what the list gave out as `nextCursor`, for the same sort. */
export class CursorUnknownError extends ExpectedError {
  constructor() {
    super('EXECUTOR.CURSOR_UNKNOWN', 400, 'The cursor is none of this list; begin again without it.', {
      faults: [{ pointer: '/query/cursor', message: 'Not a cursor of this list.' }],
    });
  }
}

/** Everything in the way of activation at once, also of giving an active scenario such a version; pointers lead into the blueprint. */
export class CannotBeActiveError extends ExpectedError {
  constructor(findings: readonly ActivationFinding[]) {
    super(
      'EXECUTOR.CANNOT_BE_ACTIVE',
      409,
      `The scenario cannot be active. What stands in the way is listed with its place (${String(findings.length)} in all); mend it and try again.`,
      { faults: findings.map(({ pointer, message }) => ({ pointer, message })) },
    );
  }
}

/** Only what does not run may be deleted. */
export class ScenarioInUseError extends ExpectedError {
  constructor(why: 'active' | 'runs') {
    super(
      'EXECUTOR.SCENARIO_IN_USE',
      409,
      why === 'active'
        ? 'The scenario is active; deactivate it before you delete it.'
        : 'Runs of the scenario are not over yet; wait for them or cancel them before you delete it.',
    );
  }
}

/** No such version of a scenario that is there. */
export class VersionNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.VERSION_NOT_FOUND', 404, 'The scenario has no published version with this number.');
  }
}

/** A write to something that others may write to must name the revision it is meant for. */
export class VersionRequiredError extends ExpectedError {
  constructor() {
    super('EXECUTOR.VERSION_REQUIRED', 428, 'Send If-Match with the ETag of what you have read.');
  }
}

/** What a resource is at now, for whoever meant another revision. */
export interface CurrentRevision {
  readonly revision: number;
  readonly updatedBy: string | null;
  readonly updatedAt: Date;
}

/** Somebody else wrote in between. `what` in plain words, after "the". */
export class VersionConflictError extends ExpectedError {
  constructor(what: string, { revision, updatedBy, updatedAt }: CurrentRevision) {
    super(
      'EXECUTOR.VERSION_CONFLICT',
      412,
      `The ${what} was changed by ${updatedBy ?? 'an API token'} at ${updatedAt.toISOString()} and is at revision ${String(revision)}; read it again.`,
      { details: { revision } },
    );
  }
}

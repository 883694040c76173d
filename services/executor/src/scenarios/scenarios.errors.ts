import { ExpectedError, type Fault } from '@ebbflow/kernel';
import type { Finding, Placeholder } from '@ebbflow/blueprint';
import type { UnavailableModule } from './unavailable-modules.policy.ts';

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

/** Modules nobody here can run stand in the way of activation, also of giving an active scenario such a version. */
export class HasPlaceholdersError extends ExpectedError {
  constructor(placeholders: readonly Placeholder[]) {
    const ids = placeholders.map(({ moduleId }) => String(moduleId)).join(', ');
    super(
      'EXECUTOR.HAS_PLACEHOLDERS',
      409,
      `The scenario cannot be active while it has placeholders: replace the modules with id ${ids}.`,
      {
        faults: placeholders.map(({ pointer, moduleId }) => ({
          pointer,
          message: `Module ${String(moduleId)} is a placeholder.`,
        })),
      },
    );
  }
}

/** The blueprint can be read but not do what it says (a template with a syntax error, an unknown function). */
export class HasErrorsError extends ExpectedError {
  constructor(findings: readonly Finding[]) {
    super(
      'EXECUTOR.BLUEPRINT_HAS_ERRORS',
      409,
      'The scenario cannot be active while its blueprint has errors; each is listed with its place.',
      {
        faults: findings.map(({ pointer, message }) => ({ pointer, message })),
      },
    );
  }
}

/** Modules that are built in but need what this service cannot give yet (a data store, a mail account). */
export class ModulesUnavailableError extends ExpectedError {
  constructor(modules: readonly UnavailableModule[]) {
    super(
      'EXECUTOR.MODULES_UNAVAILABLE',
      409,
      'The scenario cannot be active: some of its modules need what this installation does not have yet; each is listed with its place.',
      {
        faults: modules.map(({ pointer, moduleId, needs }) => ({
          pointer,
          message: `Module ${String(moduleId)} needs ${needs}.`,
        })),
      },
    );
  }
}

/** A write to something that others may write to must name the version it is meant for. */
export class VersionRequiredError extends ExpectedError {
  constructor() {
    super('EXECUTOR.VERSION_REQUIRED', 428, 'Send If-Match with the ETag of the version you have read.');
  }
}

/** Somebody else wrote in between. */
export class VersionConflictError extends ExpectedError {
  constructor(currentVersion: number, changedAt: Date) {
    super(
      'EXECUTOR.VERSION_CONFLICT',
      412,
      `The scenario was changed by someone else at ${changedAt.toISOString()} and is at version ${String(currentVersion)}; read it again.`,
      { details: { currentVersion } },
    );
  }
}

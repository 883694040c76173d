import { ExpectedError, type Fault } from '@ebbflow/kernel';

/** 400: something in the rules would never hide anything. */
export class BadRedactionRulesError extends ExpectedError {
  constructor(faults: readonly Fault[]) {
    super(
      'EXECUTOR.BAD_REDACTION_RULES',
      400,
      'The rules cannot be used as they are; each fault is listed with its place.',
      {
        faults,
      },
    );
  }
}

/** 412: they were changed by somebody else since they were read. */
export class RedactionRulesChangedError extends ExpectedError {
  constructor(revision: number) {
    super(
      'EXECUTOR.VERSION_CONFLICT',
      412,
      `The redaction rules are at revision ${String(revision)}; read them again and repeat the change.`,
      { details: { revision } },
    );
  }
}

/** 409: nothing of the run is kept that rules could be tried on. */
export class NothingToPreviewError extends ExpectedError {
  constructor() {
    super('EXECUTOR.NOTHING_TO_PREVIEW', 409, 'Nothing is kept of what went through this run; give a sample instead.');
  }
}

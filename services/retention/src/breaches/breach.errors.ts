import { ExpectedError } from '@ebbflow/kernel';

/** 404 */
export class BreachNotFoundError extends ExpectedError {
  constructor() {
    super('RETENTION.BREACH_NOT_FOUND', 404, 'The register has no breach of this id; `GET /v1/breaches` lists them.');
  }
}

/** 404: there are three audiences. */
export class UnknownBreachAudienceError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.UNKNOWN_BREACH_AUDIENCE',
      404,
      'There are templates for `authority`, `organisations` and `persons`.',
    );
  }
}

/** 409: a closed breach stays as it is; what is found out later is another one, or its closing was too early. */
export class BreachClosedError extends ExpectedError {
  constructor() {
    super('RETENTION.BREACH_CLOSED', 409, 'This breach is closed, and its entry is evidence now; enter another one.');
  }
}

/** 409: somebody has still to be told, or nobody has judged the risk. */
export class BreachNotDoneError extends ExpectedError {
  constructor(missing: readonly string[]) {
    super('RETENTION.BREACH_NOT_DONE', 409, `This breach cannot be closed yet: ${missing.join('; ')}.`, {
      details: { missing: missing.join('; ') },
    });
  }
}

/** 422: an instant that has not come, or lies before the breach was noticed. */
export class BreachTimeError extends ExpectedError {
  constructor(what: string) {
    super('RETENTION.BREACH_TIME', 422, `${what} Correct the time and send it again.`);
  }
}

/** 422: Article 33(1) wants reasons for a late notification. */
export class LateReasonNeededError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.LATE_REASON_NEEDED',
      422,
      'The authority was told after its 72 hours: say why in `lateReason` (Article 33(1) GDPR).',
    );
  }
}

/** 428 without, 412 with the tag of another revision. */
export class BreachRevisionError extends ExpectedError {
  constructor(isGiven: boolean) {
    super(
      isGiven ? 'RETENTION.BREACH_CHANGED' : 'RETENTION.REVISION_NEEDED',
      isGiven ? 412 : 428,
      isGiven
        ? 'Somebody changed this breach since you read it; read it again and repeat your change.'
        : 'Send the ETag of the breach you read as If-Match.',
    );
  }
}

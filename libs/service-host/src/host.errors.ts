import { DefectError, ExpectedError, TransientError, type Fault } from '@ebbflow/kernel';

/** 400: body or query does not match its schema; one fault per place, with its JSON Pointer. */
export class InvalidInputError extends ExpectedError {
  constructor(faults: readonly Fault[]) {
    super('HOST.INVALID_INPUT', 400, 'The request does not match what this route takes; see errors for each place.', {
      faults,
    });
  }
}

/** 401: no token, or one that is malformed, expired, for another service or signed by nobody we know. One code for all: the difference helps only who forges. */
export class UnauthenticatedError extends ExpectedError {
  constructor(cause?: unknown) {
    super('HOST.UNAUTHENTICATED', 401, 'This route needs a valid token; sign in, or send an API token.', { cause });
  }
}

/** 403: known, but not allowed here: another service's route, or a scope the principal lacks. */
export class ForbiddenError extends ExpectedError {
  constructor(message = 'The caller is not allowed to do this.') {
    super('HOST.FORBIDDEN', 403, message);
  }
}

/** 413: by its declared length, or by what really came. */
export class BodyTooLargeError extends ExpectedError {
  constructor(limitBytes: number) {
    super('HOST.BODY_TOO_LARGE', 413, `The body is larger than the ${String(limitBytes)} bytes this route takes.`);
  }
}

/** 503: another service does not answer, or says it cannot now. */
export class PeerUnavailableError extends TransientError {
  constructor(peer: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super('HOST.PEER_UNAVAILABLE', `The service ${peer} is not available at the moment; try again.`, {
      ...options,
      details: { peer },
    });
  }
}

/** Another service answered what its contract does not allow, or refused our own service token. */
export class PeerDefectError extends DefectError {
  constructor(peer: string, problem: string, cause?: unknown) {
    super('HOST.PEER_DEFECT', `The service ${peer} ${problem}`, { cause, details: { peer } });
  }
}

/** A route is wired wrongly; found when the service starts, or by the test that lists all routes. */
export class RouteDefectError extends DefectError {
  constructor(message: string) {
    super('HOST.ROUTE_DEFECT', message);
  }
}

/** An answer is not what its route declares (checked where EBB_HTTP_CHECK_ANSWERS is on). */
export class AnswerDefectError extends DefectError {
  constructor(message: string) {
    super('HOST.ANSWER_DEFECT', message);
  }
}

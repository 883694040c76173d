import { ExpectedError } from '@ebbflow/kernel';

/** 403: a changing request that did not come from one of our own pages (C18). */
export class CrossSiteError extends ExpectedError {
  constructor() {
    super(
      'CONSOLE.CROSS_SITE',
      403,
      'The request did not come from a page of this console; open the page again and repeat it there.',
    );
  }
}

/** 404 at the edge: not a service, or not one of its public `/v1` paths. */
export class UnknownEdgePathError extends ExpectedError {
  constructor() {
    super('CONSOLE.UNKNOWN_PATH', 404, 'There is no such API; its paths look like /api/executor/v1/scenarios.');
  }
}

/** 400: a path that two programs could read in two ways (dot segments, double or encoded slashes, backslashes). */
export class AmbiguousPathError extends ExpectedError {
  constructor() {
    super(
      'CONSOLE.AMBIGUOUS_PATH',
      400,
      'The path has dot segments, empty segments or encoded slashes; send it in its plain form.',
    );
  }
}

/** 429: more requests than the edge takes from one address or account in its window. */
export class RateLimitedError extends ExpectedError {
  constructor(retryAfterMs: number) {
    super(
      'CONSOLE.RATE_LIMITED',
      429,
      'There were more requests than are taken in this time; wait as long as retry-after says.',
      { details: { retryAfterMs } },
    );
  }
}

/** 415: a call with a session cookie whose body is not JSON. A browser sends any other kind across sites without asking. */
export class NotJsonError extends ExpectedError {
  constructor() {
    super('CONSOLE.NOT_JSON', 415, 'With a session a body must be application/json or application/merge-patch+json.');
  }
}

/** 400: the challenge was made for another browser, or too long ago. */
export class PasskeyWithoutCookieError extends ExpectedError {
  constructor() {
    super('CONSOLE.PASSKEY_WITHOUT_COOKIE', 400, 'This browser has no open question for a passkey; start again.');
  }
}

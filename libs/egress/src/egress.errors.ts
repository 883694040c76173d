import { ExpectedError, TransientError } from '@ebbflow/kernel';

// No message here names a host, an address or a URL: those come out of scenarios and may hold payload.

/** The name or URL leads to an address that is not on the public internet and not in EBB_EGRESS_ALLOW. `range` says which kind. */
export class BlockedAddressError extends ExpectedError {
  constructor(range: string) {
    super(
      'EGRESS.BLOCKED_ADDRESS',
      403,
      `The address is not allowed as a target (${range}). Only public addresses are; an operator may add networks with EBB_EGRESS_ALLOW.`,
      { details: { range } },
    );
  }
}

/** The URL itself cannot be used: scheme, port, credentials in it, or no URL at all. */
export class BadUrlError extends ExpectedError {
  constructor(rule: string) {
    super('EGRESS.BAD_URL', 400, `The URL of the request ${rule}.`);
  }
}

/** The host of a raw connection is neither a name nor an address. */
export class BadHostError extends ExpectedError {
  constructor() {
    super(
      'EGRESS.BAD_HOST',
      400,
      'The host of the connection is not a host name and not an address; write it without a scheme, port or path.',
    );
  }
}

/** A raw connection to a port that is not open to scenarios. */
export class ClosedPortError extends ExpectedError {
  constructor(port: number) {
    super(
      'EGRESS.CLOSED_PORT',
      403,
      `The port ${String(port)} is not open to scenarios; an operator may add it with EBB_EGRESS_SOCKET_PORTS.`,
      { details: { port } },
    );
  }
}

/** Method or headers are not valid HTTP. */
export class BadRequestError extends ExpectedError {
  constructor(rule: string, cause?: unknown) {
    super('EGRESS.BAD_REQUEST', 400, `The request ${rule}.`, { cause });
  }
}

/** The other side's certificate or TLS version is not acceptable. Trying again does not help. */
export class TlsError extends ExpectedError {
  constructor(cause: unknown) {
    super(
      'EGRESS.TLS',
      502,
      'No trustworthy TLS connection could be made: the certificate is not valid for this host, not signed by a known authority, or TLS is older than 1.2.',
      { cause },
    );
  }
}

/** The answer passes a limit on bytes or header lines; reading stopped there and the connection was closed. */
export class TooLargeError extends ExpectedError {
  constructor(what: 'body' | 'headers', limit: number) {
    super(
      'EGRESS.TOO_LARGE',
      502,
      `The ${what} of the answer ${what === 'body' ? 'is' : 'are'} larger than allowed (${String(limit)}).`,
      {
        details: { what, limit },
      },
    );
  }
}

export class TooManyRedirectsError extends ExpectedError {
  constructor(limit: number) {
    super('EGRESS.TOO_MANY_REDIRECTS', 502, `The target redirected more than ${String(limit)} times.`, {
      details: { limit },
    });
  }
}

/** The name does not exist or has no address. */
export class UnknownHostError extends ExpectedError {
  constructor(cause?: unknown) {
    super('EGRESS.DNS', 502, 'The host name of the URL does not exist or has no address.', { cause });
  }
}

/** The name servers gave no answer. */
export class NameServerError extends TransientError {
  constructor(cause: unknown) {
    super('EGRESS.DNS', 'The host name could not be resolved because the name servers gave no answer.', { cause });
  }
}

/** The call, redirects and body included, took longer than allowed. Whether the other side acted is not known. */
export class TimeoutError extends TransientError {
  constructor(timeoutMs: number) {
    super('EGRESS.TIMEOUT', `The target did not finish its answer within ${String(timeoutMs)} ms.`, {
      details: { timeoutMs },
    });
  }
}

/** Refused, reset, cut off, or not HTTP. Whether the other side acted is not known once the request was sent. */
export class ConnectionError extends TransientError {
  constructor(cause: unknown) {
    super('EGRESS.CONNECTION', 'The connection to the target failed or ended before the answer was complete.', {
      cause,
    });
  }
}

/** The service behind this connection failed too often in a row; it is left alone until `retryAfterMs` is over. */
export class CircuitOpenError extends TransientError {
  constructor(retryAfterMs: number) {
    super(
      'EGRESS.CIRCUIT_OPEN',
      `The service of the connection failed several times in a row and is left alone for ${seconds(retryAfterMs)} s.`,
      { retryAfterMs, details: { retryAfterMs } },
    );
  }
}

/** More calls with this connection, or more at once, than its app allows. */
export class RateLimitedError extends TransientError {
  constructor(retryAfterMs: number) {
    super(
      'EGRESS.RATE_LIMITED',
      `Too many calls are made with the connection at one time; try again in ${seconds(retryAfterMs)} s.`,
      { retryAfterMs, details: { retryAfterMs } },
    );
  }
}

function seconds(milliseconds: number): string {
  return String(Math.ceil(milliseconds / 1_000));
}

/** The caller's signal ended the call. */
export class AbortedError extends TransientError {
  constructor(cause: unknown) {
    super('EGRESS.ABORTED', 'The call was given up before it was answered.', { cause });
  }
}

import { ExpectedError, type Fault, TransientError } from '@ebbflow/kernel';

/** 404: no hook has this address. Also for an address that could never be one. */
export class UnknownHookError extends ExpectedError {
  constructor() {
    super(
      'GATEWAY.UNKNOWN_HOOK',
      404,
      'There is no webhook at this address; copy the address from the scenario again.',
    );
  }
}

/** 410: the hook exists and takes nothing at present, because its scenario is not active. */
export class HookDisabledError extends ExpectedError {
  constructor() {
    super('GATEWAY.HOOK_DISABLED', 410, 'This webhook is switched off; activate its scenario to receive again.');
  }
}

/** 410: past its expiry, after its last delivery, or unused for so long that it was closed. */
export class HookExpiredError extends ExpectedError {
  constructor() {
    super(
      'GATEWAY.HOOK_EXPIRED',
      410,
      'This webhook has expired; put off its expiry or activate its scenario again to receive.',
    );
  }
}

/** 403: the sender's address is none of those the hook allows. */
export class AddressNotAllowedError extends ExpectedError {
  constructor() {
    super('GATEWAY.ADDRESS_NOT_ALLOWED', 403, 'This webhook takes requests from other addresses only.');
  }
}

/** 403: a browser on a page whose origin the hook does not allow. */
export class OriginNotAllowedError extends ExpectedError {
  constructor() {
    super('GATEWAY.ORIGIN_NOT_ALLOWED', 403, 'This webhook takes requests from pages of other origins only.');
  }
}

/** 401: the hook asks for an API key, and this is none of its own. */
export class BadApiKeyError extends ExpectedError {
  constructor() {
    super('GATEWAY.BAD_API_KEY', 401, 'Send one of this webhook’s API keys in the header x-ebbflow-apikey.');
  }
}

/** 429, with the time after which the sender may go on. */
export class RateLimitedError extends ExpectedError {
  constructor(requests: number, seconds: number, retryAfterMs: number) {
    super(
      'GATEWAY.RATE_LIMITED',
      429,
      `This webhook takes ${String(requests)} requests in ${String(seconds)} s (its setting rateLimit); send it again later.`,
      { details: { requests, seconds, retryAfterMs } },
    );
  }
}

/** 400: the body is not what the hook's data structure says; `errors` names each place. Nothing was stored. */
export class BodyMismatchError extends ExpectedError {
  constructor(faults: readonly Fault[]) {
    super('GATEWAY.BODY_MISMATCH', 400, 'The request does not fit the data structure of this webhook; see errors.', {
      faults,
    });
  }
}

/** 413, told before the body is read whole. */
export class BodyTooLargeError extends ExpectedError {
  constructor(maxBodyBytes: number) {
    super(
      'GATEWAY.BODY_TOO_LARGE',
      413,
      `The body is larger than ${String(maxBodyBytes)} bytes, the most a webhook takes.`,
      {
        details: { maxBodyBytes },
      },
    );
  }
}

/** 400: the body says it is JSON, a form or multipart, and is not; a hook that passes bodies through would take it as bytes. */
export class MalformedBodyError extends ExpectedError {
  constructor(reason: string) {
    super('GATEWAY.MALFORMED_BODY', 400, `The body cannot be read as its Content-Type says: ${reason}`);
  }
}

/** 415: a compressed body, which a hook that reads its body does not unpack. */
export class EncodedBodyError extends ExpectedError {
  constructor() {
    super(
      'GATEWAY.BODY_ENCODED',
      415,
      'Send the body without Content-Encoding, or let the webhook pass bodies through.',
    );
  }
}

/** 503: more is being received than this replica has memory for. */
export class DoorOverloadedError extends TransientError {
  constructor() {
    super('GATEWAY.OVERLOADED', 'Too much is being received at the moment; send it again.');
  }
}

/** 503: this replica is starting and could not be told a run's answer yet. */
export class DoorStartingError extends TransientError {
  constructor() {
    super('GATEWAY.STARTING', 'The gateway is still starting; send it again.');
  }
}

/** The sender went away before the request was whole. Nobody is there to be answered. */
export class SenderGoneError extends ExpectedError {
  constructor(cause?: unknown) {
    super('GATEWAY.SENDER_GONE', 400, 'The sender closed the connection before the request was complete.', { cause });
  }
}

/** 417: an Expect header with anything but `100-continue`. */
export class UnmetExpectationError extends ExpectedError {
  constructor() {
    super(
      'GATEWAY.EXPECTATION_FAILED',
      417,
      'No expectation but 100-continue can be met; leave the Expect header out.',
    );
  }
}

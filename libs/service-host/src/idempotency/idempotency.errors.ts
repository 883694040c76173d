import { ExpectedError } from '@ebbflow/kernel';

/** 400: not 1 to 255 visible ASCII characters. */
export class IdempotencyKeyInvalidError extends ExpectedError {
  constructor() {
    super(
      'HOST.IDEMPOTENCY_KEY_INVALID',
      400,
      'An Idempotency-Key has 1 to 255 visible ASCII characters; a random one is best.',
    );
  }
}

/** 422: the key came with another request before. Nothing was done. */
export class IdempotencyKeyReusedError extends ExpectedError {
  constructor() {
    super(
      'HOST.IDEMPOTENCY_KEY_REUSED',
      422,
      'This Idempotency-Key was sent with another request in the last day; send a new one with this.',
    );
  }
}

/** 409: the first request with this key has no answer yet. */
export class RequestUnderWayError extends ExpectedError {
  constructor() {
    super(
      'HOST.IDEMPOTENCY_UNDER_WAY',
      409,
      'The first request with this Idempotency-Key is still being carried out; ask again in a moment.',
      { details: { retryAfterMs: 1_000 } },
    );
  }
}

/** 409: it was carried out, or its process died before the service's key was replaced; what it answered is not kept. */
export class AnswerNotKeptError extends ExpectedError {
  constructor() {
    super(
      'HOST.IDEMPOTENCY_ANSWER_NOT_KEPT',
      409,
      'The request with this Idempotency-Key was taken before, and its answer is not kept: it showed a secret, tells of what may be removed, was too ' +
        'large, or came before the key of the service was replaced. Read what it made; if a secret was lost, make a new one.',
    );
  }
}

import { ExpectedError } from '@ebbflow/kernel';

/** 404: none with this id in this organisation. */
export class LogStreamNotFoundError extends ExpectedError {
  constructor() {
    super('LOG_STORE.LOG_STREAM_NOT_FOUND', 404, 'There is no log stream with this id in this organisation.');
  }
}

/** 409: one more would be more than this installation allows. */
export class TooManyLogStreamsError extends ExpectedError {
  constructor(most: number) {
    super(
      'LOG_STORE.TOO_MANY_LOG_STREAMS',
      409,
      `An organisation has at most ${String(most)} log streams; delete one first.`,
    );
  }
}

/** 428: without If-Match a change could undo another that nobody has seen. */
export class LogStreamVersionRequiredError extends ExpectedError {
  constructor() {
    super('LOG_STORE.VERSION_REQUIRED', 428, 'Send the ETag of the log stream you read as If-Match.');
  }
}

/** 412: it was changed by somebody else since it was read. */
export class LogStreamChangedError extends ExpectedError {
  constructor(revision: number) {
    super('LOG_STORE.VERSION_CONFLICT', 412, `The log stream is at revision ${String(revision)}; read it again.`, {
      details: { revision },
    });
  }
}

/** 409: payloads leave the house only without what redaction rules hide, and there are no rules. */
export class PayloadsWithoutRedactionError extends ExpectedError {
  constructor() {
    super(
      'LOG_STORE.PAYLOADS_WITHOUT_REDACTION',
      409,
      'A stream may carry payloads only while the organisation has redaction rules; set them first (PUT /v1/redaction-rules).',
    );
  }
}

/** 400: what was given does not go together. */
export class BadLogStreamError extends ExpectedError {
  constructor(pointer: string, message: string) {
    super('LOG_STORE.BAD_LOG_STREAM', 400, 'The log stream cannot be used as it is.', {
      faults: [{ pointer, message }],
    });
  }
}

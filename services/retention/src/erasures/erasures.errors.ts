import { ExpectedError } from '@ebbflow/kernel';

/** 404: no such erasure, or none of who asks. */
export class UnknownErasureError extends ExpectedError {
  constructor() {
    super('RETENTION.UNKNOWN_ERASURE', 404, 'There is no erasure of this id for you.');
  }
}

/** 404: who or what is to be erased is not there, or not the asking organisation's. */
export class UnknownErasureSubjectError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.UNKNOWN_SUBJECT',
      404,
      'Nobody and nothing of this id can be erased by you: it never was, is another organisation’s, or is erased already.',
    );
  }
}

/** 409: twice at once. */
export class ErasureUnderWayError extends ExpectedError {
  constructor(erasureId: string) {
    super(
      'RETENTION.ERASURE_UNDER_WAY',
      409,
      'An erasure of this subject is planned or under way already; see that one.',
      {
        details: { erasureId },
      },
    );
  }
}

/** 409: a law keeps all of it. */
export class ErasureUnderHoldError extends ExpectedError {
  constructor(holdIds: readonly string[]) {
    super(
      'RETENTION.UNDER_HOLD',
      409,
      'A legal hold keeps everything of this subject; nothing is erased before it ends.',
      {
        details: { holdIds: holdIds.join(' ') },
      },
    );
  }
}

/** 409: it cannot be approved or withdrawn as it stands. */
export class ErasureStateError extends ExpectedError {
  constructor(state: string) {
    super('RETENTION.ERASURE_STATE', 409, `The erasure is ${state}; that cannot be done to it any more.`, {
      details: { state },
    });
  }
}

export class UnknownCertificateError extends ExpectedError {
  constructor() {
    super('RETENTION.UNKNOWN_CERTIFICATE', 404, 'There is no certificate of this id.');
  }
}

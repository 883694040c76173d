import { ExpectedError } from '@ebbflow/kernel';

/** 404: who asks is not the owner of the installation's own organisation. */
export class NotTheInstallationError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.NOT_THE_INSTALLATION',
      404,
      'Versions of the privacy notice are kept by the owner of this installation’s own organisation.',
    );
  }
}

/** 409: nobody could be told before it takes effect. Nothing was published. */
export class NoticeTooSoonError extends ExpectedError {
  constructor(earliest: Date) {
    super(
      'IDENTITY.NOTICE_TOO_SOON',
      409,
      `This version can take effect from ${earliest.toISOString()} on; nothing was published. Choose a later time.`,
      { details: { earliest: earliest.toISOString() } },
    );
  }
}

/** 409: another version was published at the same moment. */
export class NoticeRaceError extends ExpectedError {
  constructor() {
    super('IDENTITY.NOTICE_RACE', 409, 'Another version was published at this moment; look at it and try again.');
  }
}

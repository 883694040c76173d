import { ExpectedError } from '@ebbflow/kernel';

/** 404: there never was such a version here. */
export class UnknownNoticeVersionError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.UNKNOWN_NOTICE_VERSION',
      404,
      'There is no such version of the privacy notice; `GET /v1/notice/versions` lists those there are.',
    );
  }
}

import { ExpectedError } from '@ebbflow/kernel';

/** 404: no verification was ever made here, or the last one is of an older release. */
export class NeverVerifiedError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.NEVER_VERIFIED',
      404,
      'The notice was not verified here yet; it is every night, or with `GET /v1/policy/verification`.',
    );
  }
}

import { ExpectedError } from '@ebbflow/kernel';

/** 404: another organisation's access log, asked for by somebody who is no staff of the installation. */
export class AccessLogElsewhereError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.ACCESS_LOG_ELSEWHERE',
      404,
      'The access log of another organisation is there for staff of this installation only; leave `organisationId` out for your own.',
    );
  }
}

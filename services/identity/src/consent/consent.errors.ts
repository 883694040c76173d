import { ExpectedError } from '@ebbflow/kernel';

/** 404: nobody is asked about this. */
export class UnknownPurposeError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.UNKNOWN_PURPOSE',
      404,
      'There is no consent for this purpose; list your consents to see what there is.',
    );
  }
}

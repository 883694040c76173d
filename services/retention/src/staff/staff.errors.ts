import { ExpectedError } from '@ebbflow/kernel';

/** 404: who asks is no member of the installation's own organisation. */
export class NotTheInstallationError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.NOT_THE_INSTALLATION',
      404,
      'This is for members of this installation’s own organisation; what is there for your organisation you find under its own addresses.',
    );
  }
}

/** 403: what takes two people was asked for by one of them a second time. */
export class SecondPersonNeededError extends ExpectedError {
  constructor() {
    super(
      'RETENTION.SECOND_PERSON_NEEDED',
      403,
      'This takes a second person: let somebody else sign in, or use an API token of somebody else.',
    );
  }
}

import { ExpectedError } from '@ebbflow/kernel';

/** What was given is no id of an organisation. */
export class UnknownOrganisationError extends ExpectedError {
  constructor() {
    super('EXECUTOR.NOT_AN_ORGANISATION', 404, 'There is no organisation with this id.');
  }
}
